package dev.slipway.inference.manifest;

import dev.slipway.inference.tensor.Datatype;
import org.jspecify.annotations.Nullable;

/**
 * True or false, 1 or 0 to the graph.
 *
 * @param impute stands in for null and NaN
 * @param defaultValue for every row when the request leaves the feature out
 */
public record BooleanFeature(
        String name, @Nullable Boolean impute, @Nullable Boolean defaultValue) implements Feature {
    @Override
    public Datatype datatype() {
        return Datatype.BOOL;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public boolean hasDefault() {
        return defaultValue != null;
    }
}
