package dev.slipway.inference.manifest;

import dev.slipway.inference.tensor.Datatype;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of a closed list of texts.
 *
 * @param impute the category for null
 * @param defaultValue for every row when the request leaves the feature out
 */
public record CategoryFeature(
        String name,
        List<String> categories,
        Encoding encode,
        Unknown unknown,
        @Nullable String impute,
        @Nullable String defaultValue)
        implements Feature {
    public CategoryFeature {
        categories = List.copyOf(categories);
    }

    /** How a category becomes numbers. */
    public enum Encoding {
        /** One column a category: 1 in its own, 0 elsewhere. */
        ONE_HOT,
        /** One column: the category's position in the list. */
        INDEX
    }

    /** What a text outside the list is. */
    public enum Unknown {
        /** A bad request. */
        ERROR,
        /** All zeros in one-hot, -1 as an index: what scikit-learn's encoders do. */
        IGNORE
    }

    @Override
    public Datatype datatype() {
        return Datatype.BYTES;
    }

    @Override
    public int width() {
        return encode == Encoding.ONE_HOT ? categories.size() : 1;
    }

    @Override
    public boolean hasDefault() {
        return defaultValue != null;
    }
}
