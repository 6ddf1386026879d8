package dev.slipway.inference.preprocess;

import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.HalfPrecision;
import dev.slipway.inference.tensor.Tensor;
import dev.slipway.inference.tensor.TensorMemory;
import java.nio.ByteBuffer;

/** A graph input being filled: rows by columns of one datatype. */
final class Matrix {
    private final Datatype datatype;
    private final int rows;
    private final int columns;
    private final ByteBuffer data;

    Matrix(Datatype datatype, int rows, int columns, TensorMemory memory) {
        this.datatype = datatype;
        this.rows = rows;
        this.columns = columns;
        this.data = memory.take(Math.multiplyExact(Math.multiplyExact(rows, columns), datatype.size()));
    }

    int rows() {
        return rows;
    }

    Datatype datatype() {
        return datatype;
    }

    /** Whether the datatype has such a number; integers have neither fractions nor NaN. */
    boolean holds(double value) {
        return switch (datatype) {
            case INT64 -> value == Math.rint(value) && Math.abs(value) <= 0x1p63;
            case INT32 -> value == (int) value;
            default -> true;
        };
    }

    void put(int row, int column, double value) {
        int index = row * columns + column;
        switch (datatype) {
            case FP32 -> data.putFloat(index << 2, (float) value);
            case FP64 -> data.putDouble(index << 3, value);
            case FP16 -> data.putShort(index << 1, HalfPrecision.fromFloat((float) value));
            case INT64 -> data.putLong(index << 3, (long) value);
            case INT32 -> data.putInt(index << 2, (int) value);
            default -> throw new IllegalStateException("the manifest lets " + datatype + " through");
        }
    }

    Tensor tensor(String name) {
        return Tensor.of(name, datatype, new long[] {rows, columns}, data);
    }
}
