package dev.slipway.local.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
import software.amazon.awssdk.utils.builder.Buildable;

/** One member's value as JSON and back. */
final class JsonValues {
    private JsonValues() {}

    /** The SDK puts an empty collection where a member was never set. */
    static boolean isAbsent(Object value) {
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
    }

    /** The value at the parser's current token. */
    static Object read(SdkField<?> field, JsonParser in) throws IOException {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        JsonToken token = in.currentToken();
        boolean fits = switch (type) {
            case LIST -> token == JsonToken.START_ARRAY;
            case MAP, SDK_POJO -> token == JsonToken.START_OBJECT;
            case BOOLEAN -> token.isBoolean();
            case INTEGER, LONG, SHORT, BYTE -> token == JsonToken.VALUE_NUMBER_INT;
            case FLOAT, DOUBLE -> token.isNumeric() || isNoNumber(in);
            case BIG_DECIMAL -> token.isNumeric();
            case STRING, SDK_BYTES -> token == JsonToken.VALUE_STRING;
            default -> token.isScalarValue();
        };
        expect(fits, field.locationName(), "of type " + type, token);
        return convert(field, type, in);
    }

    /** What JSON has no numbers for travels as text. */
    private static boolean isNoNumber(JsonParser in) throws IOException {
        return in.currentToken() == JsonToken.VALUE_STRING && in.getText().matches("NaN|-?Infinity");
    }

    static void expect(boolean fits, String what, String expected, JsonToken token) {
        if (!fits) {
            throw new AwsError(400, "SerializationException", what + " must be " + expected + ", not " + token);
        }
    }

    private static Object convert(SdkField<?> field, MarshallingKnownType type, JsonParser in) throws IOException {
        return switch (type) {
            case LIST -> list(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), in);
            case MAP -> map(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), in);
            case SDK_POJO -> shape(field, in);
            case BOOLEAN -> in.getBooleanValue();
            case INTEGER -> in.getIntValue();
            case LONG -> in.getLongValue();
            case SHORT -> in.getShortValue();
            case BYTE -> in.getByteValue();
            case FLOAT -> isNoNumber(in) ? Float.valueOf(in.getText()) : (Float) in.getFloatValue();
            case DOUBLE -> isNoNumber(in) ? Double.valueOf(in.getText()) : (Double) in.getDoubleValue();
            case BIG_DECIMAL -> in.getDecimalValue();
            case INSTANT -> Timestamps.read(Timestamps.format(field, Format.UNIX_TIMESTAMP), in.getText());
            // Decoded as it streams in: a function's code never stands in memory as text.
            case SDK_BYTES -> SdkBytes.fromByteArrayUnsafe(in.getBinaryValue());
            case STRING -> in.getText();
            default -> throw new IllegalStateException(field.locationName() + ": no JSON for " + type);
        };
    }

    private static List<Object> list(SdkField<?> member, JsonParser in) throws IOException {
        List<Object> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(member, in));
        }
        return items;
    }

    private static Map<String, Object> map(SdkField<?> member, JsonParser in) throws IOException {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
            in.nextToken();
            entries.put(key, read(member, in));
        }
        return entries;
    }

    private static Object shape(SdkField<?> field, JsonParser in) throws IOException {
        SdkPojo builder = field.constructor().get();
        JsonShapes.read(in, builder);
        return ((Buildable) builder).build();
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
