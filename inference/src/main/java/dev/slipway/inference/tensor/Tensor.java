package dev.slipway.inference.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A named tensor in row-major order. Numbers and booleans live in one buffer of native order at their datatype's width
 * (booleans are bytes 0 and 1, FP16 its bits); texts are an array. Not copied on the way in or out: a tensor belongs to
 * one request.
 */
public final class Tensor {
    private final String name;
    private final Datatype datatype;
    private final long[] shape;
    private final int elements;
    private final @Nullable ByteBuffer data;
    private final @Nullable String @Nullable [] texts;

    private Tensor(
            String name,
            Datatype datatype,
            long[] shape,
            @Nullable ByteBuffer data,
            @Nullable String @Nullable [] texts,
            int present) {
        this.name = Objects.requireNonNull(name, "name");
        this.datatype = Objects.requireNonNull(datatype, "datatype");
        this.shape = shape;
        this.elements = Math.toIntExact(Shapes.elements(shape));
        this.data = data;
        this.texts = texts;
        if (present != elements) {
            throw new IllegalArgumentException("tensor '" + name + "' of shape " + Arrays.toString(shape) + " has "
                    + elements + " elements, but " + present + " were given");
        }
    }

    /** @param data native order, one element after the other from index 0 to its capacity */
    public static Tensor of(String name, Datatype datatype, long[] shape, ByteBuffer data) {
        if (datatype == Datatype.BYTES) {
            throw new IllegalArgumentException("tensor '" + name + "': texts are no buffer");
        }
        return new Tensor(name, datatype, shape, data, null, data.capacity() / datatype.size());
    }

    /** @param texts row-major; an element is null where the request said null */
    public static Tensor ofTexts(String name, long[] shape, @Nullable String[] texts) {
        return new Tensor(name, Datatype.BYTES, shape, null, texts, texts.length);
    }

    public static Tensor ofFloats(String name, long[] shape, float... values) {
        ByteBuffer data = TensorMemory.direct().take(values.length * Float.BYTES);
        data.asFloatBuffer().put(values);
        return of(name, Datatype.FP32, shape, data);
    }

    public static Tensor ofDoubles(String name, long[] shape, double... values) {
        ByteBuffer data = TensorMemory.direct().take(values.length * Double.BYTES);
        data.asDoubleBuffer().put(values);
        return of(name, Datatype.FP64, shape, data);
    }

    public static Tensor ofLongs(String name, long[] shape, long... values) {
        ByteBuffer data = TensorMemory.direct().take(values.length * Long.BYTES);
        data.asLongBuffer().put(values);
        return of(name, Datatype.INT64, shape, data);
    }

    public String name() {
        return name;
    }

    public Datatype datatype() {
        return datatype;
    }

    /** The dimensions; not a copy. */
    public long[] shape() {
        return shape;
    }

    public int elements() {
        return elements;
    }

    /** The first dimension: how many rows; 1 for a scalar. */
    public long batch() {
        return shape.length == 0 ? 1 : shape[0];
    }

    /** The elements of every datatype but BYTES, for absolute access. */
    public ByteBuffer data() {
        if (data == null) {
            throw new IllegalStateException("tensor '" + name + "' holds texts");
        }
        return data;
    }

    /** The elements of a BYTES tensor; not a copy. */
    public @Nullable String[] texts() {
        if (texts == null) {
            throw new IllegalStateException("tensor '" + name + "' holds " + datatype);
        }
        return texts;
    }

    /** The element as a floating-point number; 0 or 1 for BOOL. Not for BYTES. */
    public double number(int index) {
        ByteBuffer buffer = data();
        return switch (datatype) {
            case FP32 -> buffer.getFloat(index * 4);
            case FP64 -> buffer.getDouble(index * 8);
            case FP16 -> HalfPrecision.toFloat(buffer.getShort(index * 2));
            case UINT64 -> unsigned(buffer.getLong(index * 8));
            default -> integer(index);
        };
    }

    /** The element as an integer; UINT64 as its 64 bits. For integers and BOOL only. */
    public long integer(int index) {
        ByteBuffer buffer = data();
        return switch (datatype) {
            case BOOL, INT8 -> buffer.get(index);
            case UINT8 -> buffer.get(index) & 0xFF;
            case INT16 -> buffer.getShort(index * 2);
            case UINT16 -> buffer.getShort(index * 2) & 0xFFFF;
            case INT32 -> buffer.getInt(index * 4);
            case UINT32 -> buffer.getInt(index * 4) & 0xFFFFFFFFL;
            case INT64, UINT64 -> buffer.getLong(index * 8);
            default -> throw new IllegalStateException("tensor '" + name + "' holds " + datatype);
        };
    }

    /** Datatype and shape for a message, like {@code FP32 [2, 9]}. */
    public String describe() {
        return datatype + " " + Arrays.toString(shape);
    }

    @Override
    public String toString() {
        return name + ": " + describe();
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (bits >>> 1 | bits & 1) * 2.0;
    }
}
