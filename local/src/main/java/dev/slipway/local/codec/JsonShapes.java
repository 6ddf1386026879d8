package dev.slipway.local.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.http.AwsError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/** The SDK's shapes as AWS JSON and back, by the fields that every shape carries. */
public final class JsonShapes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonShapes() {}

    /** Sets on {@code target}, a shape's builder, whatever the body has; no body at all is an empty object. */
    static void read(InputStream body, SdkPojo target) {
        try (JsonParser in = JSON.createParser(body)) {
            JsonToken first = in.nextToken();
            if (first != null) {
                JsonValues.expect(first == JsonToken.START_OBJECT, "The body", "an object", first);
                read(in, target);
            }
        } catch (IOException e) {
            throw new AwsError(400, "SerializationException", "The body is not JSON: " + e.getMessage());
        }
    }

    /** Sets on {@code target}, a shape's builder, whatever the tree has. */
    public static <T extends SdkPojo> T read(JsonNode object, T target) {
        try (JsonParser in = JSON.treeAsTokens(object)) {
            in.nextToken();
            read(in, target);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets on {@code target}, a shape's builder, the members that it has in common with {@code shape}. */
    public static <T extends SdkPojo> T convert(SdkPojo shape, T target) {
        return read(tree(shape), target);
    }

    /** From an object's opening brace to its closing one. Unknown members are left aside, as AWS does. */
    static void read(JsonParser in, SdkPojo target) throws IOException {
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            SdkField<?> field = payloadField(target, name);
            JsonToken token = in.nextToken();
            if (field == null) {
                in.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                field.set(target, JsonValues.read(field, in));
            }
        }
    }

    private static @Nullable SdkField<?> payloadField(SdkPojo shape, String name) {
        for (SdkField<?> field : shape.sdkFields()) {
            if (field.location() == MarshallLocation.PAYLOAD
                    && field.locationName().equals(name)) {
                return field;
            }
        }
        return null;
    }

    /** The shape's members that belong into the body. */
    public static byte[] write(SdkPojo shape) {
        return write(shape, field -> field.location() == MarshallLocation.PAYLOAD);
    }

    /** A shape as a tree, for keeping it. */
    public static ObjectNode tree(SdkPojo shape) {
        try {
            return (ObjectNode) JSON.readTree(write(shape));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        for (SdkField<?> field : shape.sdkFields()) {
            Object value = wanted.test(field) ? field.getValueOrDefault(shape) : null;
            if (value != null && !JsonValues.isAbsent(value)) {
                out.writeFieldName(field.locationName());
                JsonValues.write(out, field, value);
            }
        }
        out.writeEndObject();
    }
}
