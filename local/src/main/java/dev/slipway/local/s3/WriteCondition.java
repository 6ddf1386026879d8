package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.util.Optional;

/**
 * What a write demands of the object it replaces: {@code If-None-Match: *} that there is none, {@code If-Match} that it has this ETag.
 */
record WriteCondition(boolean absent, Optional<String> etag) {
    static final WriteCondition NONE = new WriteCondition(false, Optional.empty());

    static WriteCondition of(S3Request request) {
        Optional<String> ifNoneMatch = request.header("if-none-match");
        if (ifNoneMatch.isPresent() && !ifNoneMatch.get().equals("*")) {
            throw new AwsError(
                    501,
                    "NotImplemented",
                    "A header you provided implies functionality that is not implemented:"
                            + " If-None-Match on a write takes * only");
        }
        return new WriteCondition(ifNoneMatch.isPresent(), request.header("if-match"));
    }

    /** Throws what S3 answers when the object that is there, or its absence, is not what was demanded. */
    void check(Optional<StoredObject> present) {
        if (absent && present.isPresent()) {
            throw failed("If-None-Match");
        }
        if (etag.isEmpty()) {
            return;
        }
        StoredObject object =
                present.orElseThrow(() -> new AwsError(404, "NoSuchKey", "The specified key does not exist."));
        if (!EntityTags.matches(etag.get(), object)) {
            throw failed("If-Match");
        }
    }

    static AwsError failed(String condition) {
        return new AwsError(
                412,
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold: " + condition);
    }
}
