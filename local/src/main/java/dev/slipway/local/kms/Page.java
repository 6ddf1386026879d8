package dev.slipway.local.kms;

import dev.slipway.local.http.AwsError;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of a sorted list; the marker is the last id of the page before. */
record Page<T>(List<T> items, @Nullable String next) {
    private static final int MOST = 100;

    static <T> Page<T> of(List<T> sorted, Function<T, String> id, @Nullable String marker, @Nullable Integer limit) {
        if (limit != null && (limit < 1 || limit > 1000)) {
            throw new AwsError(400, "ValidationException", "Limit must be between 1 and 1000, and is " + limit);
        }
        List<T> left = sorted.stream()
                .filter(item -> marker == null || id.apply(item).compareTo(marker) > 0)
                .toList();
        int size = limit == null ? MOST : limit;
        return left.size() <= size
                ? new Page<>(left, null)
                : new Page<>(left.subList(0, size), id.apply(left.get(size - 1)));
    }
}
