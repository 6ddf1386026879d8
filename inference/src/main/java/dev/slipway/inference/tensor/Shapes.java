package dev.slipway.inference.tensor;

/** Arithmetic on shapes that come from outside. */
public final class Shapes {
    public static final int MOST_DIMENSIONS = 16;

    private Shapes() {}

    /** The product of all dimensions; {@link Long#MAX_VALUE} when it is larger than a long. Dimensions must not be negative. */
    public static long elements(long[] shape) {
        long product = 1;
        boolean overflown = false;
        for (long dimension : shape) {
            if (dimension == 0) {
                return 0;
            }
            overflown |= Math.multiplyHigh(product, dimension) != 0 || product * dimension < 0;
            product *= dimension;
        }
        return overflown ? Long.MAX_VALUE : product;
    }
}
