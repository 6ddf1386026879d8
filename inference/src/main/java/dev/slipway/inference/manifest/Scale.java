package dev.slipway.inference.manifest;

/** {@code (value - offset) / divisor}: what standard and min-max scaling come to. */
public sealed interface Scale permits Scale.Standard, Scale.MinMax {
    double offset();

    double divisor();

    /** To mean 0 and standard deviation 1. */
    record Standard(double mean, double std) implements Scale {
        public Standard {
            if (!Double.isFinite(mean) || !(std > 0 && std < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("scale needs a finite mean and a std above 0");
            }
        }

        @Override
        public double offset() {
            return mean;
        }

        @Override
        public double divisor() {
            return std;
        }
    }

    /** From [min, max] to [0, 1]; values outside stay outside. */
    record MinMax(double min, double max) implements Scale {
        public MinMax {
            if (!Double.isFinite(min) || !Double.isFinite(max) || min >= max) {
                throw new IllegalArgumentException("scale needs a min below its max");
            }
        }

        @Override
        public double offset() {
            return min;
        }

        @Override
        public double divisor() {
            return max - min;
        }
    }
}
