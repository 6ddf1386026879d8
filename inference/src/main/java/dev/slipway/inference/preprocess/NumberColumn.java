package dev.slipway.inference.preprocess;

import dev.slipway.inference.manifest.NumberFeature;
import dev.slipway.inference.manifest.Scale;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A number: imputed, scaled, written. Computed in double precision, as the training did. */
record NumberColumn(NumberFeature feature, double offset, double divisor) implements Column {
    NumberColumn(NumberFeature feature) {
        this(feature, offset(feature.scale()), divisor(feature.scale()));
    }

    private static double offset(@Nullable Scale scale) {
        return scale == null ? 0 : scale.offset();
    }

    private static double divisor(@Nullable Scale scale) {
        return scale == null ? 1 : scale.divisor();
    }

    @Override
    public @Nullable String write(@Nullable Tensor tensor, Matrix matrix, int first) {
        if (tensor == null) {
            Double constant = feature.defaultValue();
            return fill(constant == null ? Double.NaN : constant, matrix, first);
        }
        if (tensor.datatype() == Datatype.BYTES || tensor.datatype() == Datatype.BOOL) {
            return problem("takes numbers, but " + tensor.describe() + " came");
        }
        Double impute = feature.impute();
        double substitute = impute == null ? Double.NaN : impute;
        boolean strict = impute == null && !feature.missingAsNaN();
        for (int row = 0; row < matrix.rows(); row++) {
            double value = tensor.number(row);
            if (Double.isNaN(value)) {
                if (strict) {
                    return problem(row, "is missing, and the model has no value to impute");
                }
                value = substitute;
            }
            double scaled = (value - offset) / divisor;
            if (!matrix.holds(scaled)) {
                return problem(row, "must be a whole number in the range of " + matrix.datatype());
            }
            matrix.put(row, first, scaled);
        }
        return null;
    }

    private @Nullable String fill(double value, Matrix matrix, int first) {
        double scaled = (value - offset) / divisor;
        if (!matrix.holds(scaled)) {
            return problem("has a default that is no " + matrix.datatype());
        }
        for (int row = 0; row < matrix.rows(); row++) {
            matrix.put(row, first, scaled);
        }
        return null;
    }
}
