package dev.slipway.inference.manifest;

import dev.slipway.inference.tensor.Datatype;
import org.jspecify.annotations.Nullable;

/**
 * A number.
 *
 * @param impute stands in for null and NaN
 * @param missingAsNaN without {@code impute}: null and NaN reach the graph as NaN; else they are errors
 * @param defaultValue for every row when the request leaves the feature out
 * @param scale applied last
 */
public record NumberFeature(
        String name,
        @Nullable Double impute,
        boolean missingAsNaN,
        @Nullable Double defaultValue,
        @Nullable Scale scale)
        implements Feature {
    @Override
    public Datatype datatype() {
        return Datatype.FP64;
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
