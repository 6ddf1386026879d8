package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which headers of a write are kept with the object and come back with it. */
final class ObjectHeaders {
    static final String USER_METADATA = "x-amz-meta-";
    private static final int USER_METADATA_BYTES = 2048;
    private static final List<String> KEPT = List.of(
            "content-type",
            "cache-control",
            "content-disposition",
            "content-language",
            "expires",
            "x-amz-website-redirect-location");

    private ObjectHeaders() {}

    /** @throws AwsError {@code MetadataTooLarge} */
    static Map<String, String> of(S3Request request) {
        Map<String, String> kept = new TreeMap<>();
        kept.put("content-type", "binary/octet-stream");
        KEPT.forEach(name -> request.header(name).ifPresent(value -> kept.put(name, value)));
        // aws-chunked is how the bytes travelled, not what they are
        String encoding = Arrays.stream(
                        request.header("content-encoding").orElse("").split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty() && !part.equals("aws-chunked"))
                .collect(Collectors.joining(","));
        if (!encoding.isEmpty()) {
            kept.put("content-encoding", encoding);
        }
        int bytes = 0;
        for (Map.Entry<String, List<String>> header : request.http().headers().entrySet()) {
            if (header.getKey().startsWith(USER_METADATA)) {
                String value = String.join(",", header.getValue());
                kept.put(header.getKey(), value);
                bytes += header.getKey().length()
                        - USER_METADATA.length()
                        + value.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        if (bytes > USER_METADATA_BYTES) {
            throw new AwsError(
                    400,
                    "MetadataTooLarge",
                    "Your metadata headers exceed the maximum allowed metadata size: " + bytes + " of "
                            + USER_METADATA_BYTES + " bytes");
        }
        return kept;
    }
}
