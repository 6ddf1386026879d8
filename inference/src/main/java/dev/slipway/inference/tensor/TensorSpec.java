package dev.slipway.inference.tensor;

import java.util.List;
import java.util.Objects;

/**
 * What a tensor must look like.
 *
 * @param shape one size per dimension, -1 where any size is right; empty for a scalar
 */
public record TensorSpec(String name, Datatype datatype, List<Long> shape) {
    public static final long ANY = -1;

    public TensorSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(datatype, "datatype");
        shape = List.copyOf(shape);
        for (long dimension : shape) {
            if (dimension < ANY) {
                throw new IllegalArgumentException("tensor '" + name + "' has the dimension " + dimension);
            }
        }
    }

    /** Whether a tensor of this shape fits: the same rank, and the same size wherever one is given. */
    public boolean accepts(long[] actual) {
        if (actual.length != shape.size()) {
            return false;
        }
        for (int i = 0; i < actual.length; i++) {
            long expected = shape.get(i);
            if (expected != ANY && expected != actual[i]) {
                return false;
            }
        }
        return true;
    }

    /** Datatype and shape for a message, like {@code FP32 [-1, 9]}. */
    public String describe() {
        return datatype + " " + shape;
    }
}
