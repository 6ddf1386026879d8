package dev.slipway.local.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.local.http.AwsError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/** The SDK's shapes as AWS JSON and back, by the fields that every shape carries. */
public final class JsonShapes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonShapes() {}

    /** A JSON object's bytes as a tree; no bytes at all are an empty object. */
    static JsonNode parse(byte[] body) {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AwsError(400, "SerializationException", "The body is not JSON: " + e.getMessage());
        }
    }

    /** Sets on {@code target}, a shape's builder, whatever the object has. Unknown members are left aside, as AWS does. */
    public static void read(JsonNode object, SdkPojo target) {
        for (SdkField<?> field : target.sdkFields()) {
            if (field.location() == MarshallLocation.PAYLOAD) {
                JsonNode value = object.get(field.locationName());
                if (value != null && !value.isNull()) {
                    field.set(target, JsonValues.read(field, value));
                }
            }
        }
    }

    /** The shape's members that belong into the body. */
    public static byte[] write(SdkPojo shape) {
        return write(shape, field -> field.location() == MarshallLocation.PAYLOAD);
    }

    /** A shape as a tree, for keeping it. */
    public static JsonNode tree(SdkPojo shape) {
        return parse(write(shape));
    }

    static byte[] write(SdkPojo shape, Predicate<SdkField<?>> wanted) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            write(out, shape, wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void write(JsonGenerator out, SdkPojo shape, Predicate<SdkField<?>> wanted) throws IOException {
        out.writeStartObject();
        List<SdkField<?>> fields = shape.sdkFields();
        for (Iterator<SdkField<?>> each = fields.iterator(); each.hasNext(); ) {
            SdkField<?> field = each.next();
            Object value = wanted.test(field) ? field.getValueOrDefault(shape) : null;
            if (value != null && !JsonValues.isAbsent(value)) {
                out.writeFieldName(field.locationName());
                JsonValues.write(out, field, value);
            }
        }
        out.writeEndObject();
    }
}
