package dev.slipway.local.lambda;

import dev.slipway.local.lambda.control.Refusals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a longer list.
 *
 * @param next the marker of the next part, or null at the end
 */
record Page<T>(List<T> items, @Nullable String next) {
    private static final int MOST = 50;

    static <T> Page<T> of(List<T> all, @Nullable String marker, @Nullable Integer maxItems) {
        int from = marker == null || marker.isEmpty() ? 0 : offset(marker, all.size());
        int to = Math.min(all.size(), from + (maxItems == null ? MOST : Math.min(MOST, Math.max(1, maxItems))));
        return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
    }

    private static int offset(String marker, int size) {
        if (!marker.matches("\\d{1,9}")) {
            throw Refusals.invalid("The marker '" + marker + "' was not given by this list");
        }
        return Math.min(size, Integer.parseInt(marker));
    }
}
