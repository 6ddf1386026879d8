package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.util.Optional;

/** What a copy names as its source. */
record CopySource(String bucket, String key, Optional<String> version) {
    static final String HEADER = "x-amz-copy-source";

    private static final String VERSION = "?versionId=";

    /** @throws AwsError {@code InvalidArgument} */
    static CopySource of(S3Request request) {
        return parse(request.header(HEADER).orElse(""));
    }

    /** @throws AwsError {@code InvalidArgument} */
    static CopySource parse(String raw) {
        int query = raw.indexOf(VERSION);
        Optional<String> version =
                query < 0 ? Optional.empty() : Optional.of(Version.checked(raw.substring(query + VERSION.length())));
        String encoded = query < 0 ? raw : raw.substring(0, query);
        String path = S3Request.decoded(encoded.startsWith("/") ? encoded.substring(1) : encoded, false);
        int slash = path.indexOf('/');
        if (slash <= 0 || slash == path.length() - 1) {
            throw new AwsError(
                    400,
                    "InvalidArgument",
                    "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
        }
        return new CopySource(path.substring(0, slash), path.substring(slash + 1), version);
    }

    boolean isTargetOf(S3Request request) {
        return version.isEmpty() && bucket.equals(request.bucket()) && key.equals(request.key());
    }
}
