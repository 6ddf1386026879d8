package dev.slipway.inference.preprocess;

import dev.slipway.inference.manifest.BooleanFeature;
import dev.slipway.inference.manifest.CategoryFeature;
import dev.slipway.inference.manifest.Feature;
import dev.slipway.inference.manifest.NumberFeature;
import dev.slipway.inference.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Writes one feature of all rows. */
sealed interface Column permits NumberColumn, CategoryColumn, BooleanColumn {
    Feature feature();

    /**
     * Writes the feature from the given column of the matrix on.
     *
     * @param tensor of as many rows as the matrix; null: the feature was left out, and has a default
     * @return what is wrong, naming the feature and the first faulty row; null: nothing
     */
    @Nullable
    String write(@Nullable Tensor tensor, Matrix matrix, int first);

    static Column of(Feature feature) {
        if (feature instanceof NumberFeature number) {
            return new NumberColumn(number);
        }
        if (feature instanceof CategoryFeature category) {
            return new CategoryColumn(category);
        }
        return new BooleanColumn((BooleanFeature) feature);
    }

    /** A problem of one row, counted from 0. */
    default String problem(int row, String message) {
        return "feature '" + feature().name() + "', row " + row + ": " + message;
    }

    /** A problem of the whole feature. */
    default String problem(String message) {
        return "feature '" + feature().name() + "' " + message;
    }
}
