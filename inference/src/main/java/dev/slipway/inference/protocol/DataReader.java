package dev.slipway.inference.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.HalfPrecision;
import dev.slipway.inference.tensor.Shapes;
import dev.slipway.inference.tensor.Tensor;
import dev.slipway.inference.tensor.TensorMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads one tensor's elements, nested as its shape says or flat, in row-major order. */
final class DataReader {
    private final JsonParser parser;
    private final String name;
    private final Datatype datatype;
    private final long[] shape;
    private final boolean missingTexts;
    private final int elements;

    private int count;
    private boolean nested;

    DataReader(JsonParser parser, String name, Datatype datatype, long[] shape, boolean missingTexts, int bodyLength) {
        this.parser = parser;
        this.name = name;
        this.datatype = datatype;
        this.shape = shape;
        this.missingTexts = missingTexts;
        long declared = Shapes.elements(shape);
        if (declared > (bodyLength + 1L) / 2) { // an element takes a digit and a comma: nothing is allocated for a lie
            throw InferenceException.badRequest("input '" + name + "': its shape has more elements than its data");
        }
        if (declared * datatype.size() > Integer.MAX_VALUE) {
            throw new InferenceException(Category.TOO_LARGE, "input '" + name + "' needs more than 2 GiB of memory");
        }
        this.elements = (int) declared;
    }

    /** Reads from the list's start, which the parser has just returned, to its end. */
    Tensor read(TensorMemory memory) throws IOException {
        if (datatype == Datatype.BYTES) {
            @Nullable String[] texts = new @Nullable String[elements];
            structure(index -> texts[index] = text(index));
            return Tensor.ofTexts(name, shape, texts);
        }
        ByteBuffer data = memory.take(elements * datatype.size());
        structure(sink(data));
        return Tensor.of(name, datatype, shape, data);
    }

    /** Takes the element at which the parser stands. */
    @FunctionalInterface
    private interface Sink {
        void take(int index) throws IOException;
    }

    private Sink sink(ByteBuffer data) {
        return switch (datatype) {
            case FP32 -> index -> data.putFloat(index << 2, float32(index));
            case FP64 -> index -> data.putDouble(index << 3, float64(index));
            case FP16 -> index -> data.putShort(index << 1, float16(index));
            case BOOL -> index -> data.put(index, flag(index));
            case INT8 -> index -> data.put(index, (byte) integer(index, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case UINT8 -> index -> data.put(index, (byte) integer(index, 0, 0xFF));
            case INT16 -> index -> data.putShort(index << 1, (short) integer(index, Short.MIN_VALUE, Short.MAX_VALUE));
            case UINT16 -> index -> data.putShort(index << 1, (short) integer(index, 0, 0xFFFF));
            case INT32 -> index -> data.putInt(index << 2, (int) integer(index, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case UINT32 -> index -> data.putInt(index << 2, (int) integer(index, 0, 0xFFFFFFFFL));
            case INT64 -> index -> data.putLong(index << 3, integer(index, Long.MIN_VALUE, Long.MAX_VALUE));
            case UINT64 -> index -> data.putLong(index << 3, unsigned64(index));
            case BYTES -> throw new IllegalStateException("texts are no numbers");
        };
    }

    private void structure(Sink sink) throws IOException {
        int rank = Math.max(1, shape.length);
        int[] counts = new int[rank + 1];
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token.isScalarValue()) {
                element(depth, rank, sink);
                counts[depth]++;
            } else if (token == JsonToken.START_ARRAY) {
                open(depth, rank);
                counts[++depth] = 0;
            } else if (token == JsonToken.END_ARRAY) {
                close(depth, counts[depth]);
                counts[--depth]++;
            } else {
                throw problem("must hold values and lists, but holds an object");
            }
        }
        if (count != elements) {
            throw problem("has " + count + " elements, but the shape " + Arrays.toString(shape) + " has " + elements);
        }
    }

    private void element(int depth, int rank, Sink sink) throws IOException {
        if (nested && depth != rank) {
            throw unevenly();
        }
        if (count == elements) {
            throw problem("has more elements than the " + elements + " of its shape " + Arrays.toString(shape));
        }
        sink.take(count++);
    }

    private void open(int depth, int rank) {
        if (depth == rank) {
            throw problem("is nested deeper than the " + shape.length + " dimensions of its shape");
        }
        if (count > 0 && !nested) {
            throw unevenly();
        }
        nested = true;
    }

    private void close(int depth, int length) {
        if (nested && length != shape[depth - 1]) {
            throw unevenly();
        }
    }

    private float float32(int index) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            float value = parser.getFloatValue();
            if (Float.isFinite(value) || parser.isNaN()) {
                return value;
            }
            throw element(index, "is out of the range of FP32");
        }
        return missing(token, index);
    }

    private double float64(int index) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            double value = parser.getDoubleValue();
            if (Double.isFinite(value) || parser.isNaN()) {
                return value;
            }
            throw element(index, "is out of the range of FP64");
        }
        return missing(token, index);
    }

    private short float16(int index) throws IOException {
        float value = float32(index);
        short half = HalfPrecision.fromFloat(value);
        if (Float.isFinite(value) && (half & 0x7C00) == 0x7C00) {
            throw element(index, "is out of the range of FP16");
        }
        return half;
    }

    private float missing(JsonToken token, int index) {
        if (token == JsonToken.VALUE_NULL) {
            return Float.NaN;
        }
        throw element(index, "must be a number for " + datatype + ", but is " + kind(token));
    }

    private long integer(int index, long least, long most) throws IOException {
        long value = whole(index);
        if (value < least || value > most) {
            throw element(index, "is out of the range of " + datatype);
        }
        return value;
    }

    private long whole(int index) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw element(index, "is out of the range of " + datatype);
            }
            return parser.getLongValue();
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            double value = parser.getDoubleValue();
            if (value == Math.rint(value) && Math.abs(value) <= 0x1p53) {
                return (long) value;
            }
            throw element(index, "must be a whole number for " + datatype);
        }
        throw element(index, "must be a whole number for " + datatype + ", but is " + kind(token));
    }

    private long unsigned64(int index) throws IOException {
        boolean big = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
        if (!big) {
            return integer(index, 0, Long.MAX_VALUE);
        }
        var value = parser.getBigIntegerValue();
        if (value.signum() < 0 || value.bitLength() > Long.SIZE) {
            throw element(index, "is out of the range of UINT64");
        }
        return value.longValue();
    }

    private byte flag(int index) throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isBoolean()) {
            return (byte) (token == JsonToken.VALUE_TRUE ? 1 : 0);
        }
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getText().matches("[01]")) {
            return (byte) parser.getIntValue();
        }
        throw element(index, "must be true or false for BOOL, but is " + kind(token));
    }

    private @Nullable String text(int index) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (token == JsonToken.VALUE_NULL && missingTexts) {
            return null;
        }
        throw element(index, "must be a text for BYTES, but is " + kind(token));
    }

    private InferenceException unevenly() {
        return problem("is not nested as its shape " + Arrays.toString(shape) + " says");
    }

    private InferenceException problem(String message) {
        return InferenceException.badRequest("input '" + name + "': data " + message);
    }

    private InferenceException element(int index, String message) {
        int rowLength = shape.length == 0 ? 1 : (int) (elements / Math.max(1, shape[0]));
        String row = "row " + index / rowLength;
        String place = rowLength == 1 ? row : row + ", element " + index % rowLength;
        return InferenceException.badRequest("input '" + name + "', " + place + ": " + message);
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> "a text";
            case VALUE_NULL -> "null";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "a number";
        };
    }
}
