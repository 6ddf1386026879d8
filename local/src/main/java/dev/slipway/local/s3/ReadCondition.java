package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.util.Optional;

/** The conditions under which a read, or a copy's source, is served. */
final class ReadCondition {
    private ReadCondition() {}

    /**
     * Checks RFC 9110's four conditions in their order.
     *
     * @param prefix of the headers: empty, or {@code x-amz-copy-source-}
     * @throws AwsError 412 or 304
     */
    static void check(S3Request request, String prefix, StoredObject object) {
        long modified = object.lastModified() / 1000;
        Optional<String> ifMatch = request.header(prefix + "if-match");
        if (ifMatch.isPresent()) {
            if (!EntityTags.matches(ifMatch.get(), object)) {
                throw WriteCondition.failed(prefix + "If-Match");
            }
        } else if (date(request, prefix + "if-unmodified-since")
                .filter(since -> modified > since)
                .isPresent()) {
            throw WriteCondition.failed(prefix + "If-Unmodified-Since");
        }
        Optional<String> ifNoneMatch = request.header(prefix + "if-none-match");
        boolean unchanged = ifNoneMatch
                .map(tags -> EntityTags.matches(tags, object))
                .orElseGet(() -> date(request, prefix + "if-modified-since")
                        .filter(since -> modified <= since)
                        .isPresent());
        if (unchanged) {
            throw prefix.isEmpty()
                    ? new AwsError(304, "NotModified", "Not Modified")
                    : WriteCondition.failed(prefix + "If-None-Match");
        }
    }

    private static Optional<Long> date(S3Request request, String header) {
        return request.header(header).flatMap(HttpDates::seconds);
    }
}
