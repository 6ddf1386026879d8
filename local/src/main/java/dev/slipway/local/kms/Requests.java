package dev.slipway.local.kms;

import dev.slipway.local.http.AwsError;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.Tag;

/** What every operation asks of its request. */
final class Requests {
    private Requests() {}

    static String required(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw missing(name);
        }
        return value;
    }

    static byte[] bytes(String name, @Nullable SdkBytes value) {
        if (value == null) {
            throw missing(name);
        }
        return value.asByteArray();
    }

    private static AwsError missing(String name) {
        return new AwsError(
                400,
                "ValidationException",
                "1 validation error detected: Value null at '"
                        + name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1)
                        + "' failed to satisfy constraint: Member must not be null");
    }

    static String text(@Nullable String value, String fallback) {
        return value == null ? fallback : value;
    }

    static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::tagKey, Tag::tagValue, (first, last) -> last));
    }

    /** Everything was right, and that was all that was asked. */
    static void dryRun(@Nullable Boolean asked) {
        if (Boolean.TRUE.equals(asked)) {
            throw new AwsError(
                    412, "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
        }
    }
}
