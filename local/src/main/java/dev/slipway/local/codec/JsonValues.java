package dev.slipway.local.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.http.AwsError;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** One member's value as JSON and back. */
final class JsonValues {
    private JsonValues() {}

    /** The SDK puts an empty collection where a member was never set. */
    static boolean isAbsent(Object value) {
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
    }

    static Object read(SdkField<?> field, JsonNode value) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        boolean fits = switch (type) {
            case LIST -> value.isArray();
            case MAP, SDK_POJO -> value.isObject();
            case BOOLEAN -> value.isBoolean();
            case INTEGER, LONG, SHORT, BYTE -> value.isIntegralNumber();
            case FLOAT, DOUBLE, BIG_DECIMAL -> value.isNumber();
            case STRING, SDK_BYTES -> value.isTextual();
            default -> true;
        };
        if (!fits) {
            throw new AwsError(
                    400,
                    "SerializationException",
                    field.locationName() + " must be of type " + type + ", not " + value.getNodeType());
        }
        return convert(field, type, value);
    }

    private static Object convert(SdkField<?> field, MarshallingKnownType type, JsonNode value) {
        return switch (type) {
            case LIST -> list(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), value);
            case MAP -> map(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), value);
            case SDK_POJO -> shape(field, value);
            case BOOLEAN -> value.booleanValue();
            case INTEGER -> value.intValue();
            case LONG -> value.longValue();
            case SHORT -> value.shortValue();
            case BYTE -> (byte) value.intValue();
            case FLOAT -> value.floatValue();
            case DOUBLE -> value.doubleValue();
            case BIG_DECIMAL -> value.decimalValue();
            case INSTANT -> Timestamps.read(Timestamps.format(field, Format.UNIX_TIMESTAMP), value.asText());
            case SDK_BYTES -> bytes(field, value);
            case STRING -> value.textValue();
            default -> throw new IllegalStateException(field.locationName() + ": no JSON for " + type);
        };
    }

    private static List<Object> list(SdkField<?> member, JsonNode array) {
        List<Object> items = new ArrayList<>(array.size());
        array.forEach(item -> items.add(read(member, item)));
        return items;
    }

    private static Map<String, Object> map(SdkField<?> member, JsonNode object) {
        Map<String, Object> entries = new LinkedHashMap<>();
        object.properties().forEach(entry -> entries.put(entry.getKey(), read(member, entry.getValue())));
        return entries;
    }

    private static Object shape(SdkField<?> field, JsonNode object) {
        SdkPojo builder = field.constructor().get();
        JsonShapes.read(object, builder);
        return ((software.amazon.awssdk.utils.builder.Buildable) builder).build();
    }

    private static SdkBytes bytes(SdkField<?> field, JsonNode value) {
        try {
            return SdkBytes.fromByteArrayUnsafe(value.binaryValue());
        } catch (IOException e) {
            throw new AwsError(400, "SerializationException", field.locationName() + " is not base64");
        }
    }

    static void write(JsonGenerator out, SdkField<?> field, Object value) throws IOException {
        if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value instanceof Number number) {
            writeNumber(out, number);
        } else if (value instanceof Instant instant) {
            writeInstant(out, field, instant);
        } else if (value instanceof SdkBytes bytes) {
            out.writeBinary(bytes.asByteArrayUnsafe());
        } else if (value instanceof List<?> list) {
            SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            out.writeStartArray();
            for (Object item : list) {
                write(out, member, item);
            }
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName((String) entry.getKey());
                write(out, member, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof SdkPojo nested) {
            JsonShapes.write(out, nested, every -> true);
        } else {
            throw new IllegalStateException(field.locationName() + ": no JSON for " + value.getClass());
        }
    }

    private static void writeNumber(JsonGenerator out, Number number) throws IOException {
        if (number instanceof Double || number instanceof Float) {
            out.writeNumber(number.doubleValue());
        } else if (number instanceof BigDecimal decimal) {
            out.writeNumber(decimal);
        } else {
            out.writeNumber(number.longValue());
        }
    }

    private static void writeInstant(JsonGenerator out, SdkField<?> field, Instant instant) throws IOException {
        Format format = Timestamps.format(field, Format.UNIX_TIMESTAMP);
        String text = Timestamps.write(format, instant);
        if (format == Format.UNIX_TIMESTAMP || format == Format.UNIX_TIMESTAMP_MILLIS) {
            out.writeNumber(new BigDecimal(text));
        } else {
            out.writeString(text);
        }
    }
}
