package dev.slipway.function.store;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A bucket and how it is reached.
 *
 * @param endpoint another S3 than AWS's, addressed with the bucket in the path; null for AWS itself
 */
public record S3Location(
        String bucket, String region, @Nullable URI endpoint) {
    /** The URL of a key. */
    URI object(String key) {
        String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("*", "%2A")
                .replace("%7E", "~");
        if (endpoint != null) {
            String base = endpoint.toString();
            return URI.create((base.endsWith("/") ? base : base + "/") + bucket + "/" + encoded);
        }
        String suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
        return URI.create("https://" + bucket + ".s3." + region + "." + suffix + "/" + encoded);
    }

    /** For messages. */
    String describe(String key) {
        return "s3://" + bucket + "/" + key + (endpoint == null ? "" : " at " + endpoint);
    }
}
