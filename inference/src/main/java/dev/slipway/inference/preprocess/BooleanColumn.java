package dev.slipway.inference.preprocess;

import dev.slipway.inference.manifest.BooleanFeature;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** True or false as 1 or 0; numbers 1 and 0 are taken for it, so that null can be sent as NaN. */
record BooleanColumn(BooleanFeature feature) implements Column {
    @Override
    public @Nullable String write(@Nullable Tensor tensor, Matrix matrix, int first) {
        if (tensor != null && tensor.datatype() == Datatype.BYTES) {
            return problem("takes booleans, but " + tensor.describe() + " came");
        }
        for (int row = 0; row < matrix.rows(); row++) {
            double value = tensor == null ? number(feature.defaultValue()) : tensor.number(row);
            if (Double.isNaN(value)) {
                value = number(feature.impute());
            }
            if (Double.isNaN(value)) {
                return problem(row, "is missing, and the model has no value to impute");
            }
            if (value != 0 && value != 1) {
                return problem(row, "must be true or false, or 1 or 0");
            }
            matrix.put(row, first, value);
        }
        return null;
    }

    private static double number(@Nullable Boolean flag) {
        if (flag == null) {
            return Double.NaN;
        }
        return flag ? 1 : 0;
    }
}
