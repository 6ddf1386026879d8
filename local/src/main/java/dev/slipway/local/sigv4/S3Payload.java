package dev.slipway.local.sigv4;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.Percent;
import java.util.List;
import java.util.Set;

/** What stands in S3's canonical request for the body, which is not read for it: S3 holds the body against it later. */
final class S3Payload {
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final String HEADER = "x-amz-content-sha256";
    private static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final Set<String> KNOWN =
            Set.of(UNSIGNED, "STREAMING-UNSIGNED-PAYLOAD-TRAILER", SIGNED_CHUNKS, SIGNED_CHUNKS + "-TRAILER");

    private S3Payload() {}

    static String of(HttpRequest request, Signature signature) {
        String given = request.header(HEADER)
                .or(() -> Percent.query(request.rawQuery()).getOrDefault("X-Amz-Content-Sha256", List.of()).stream()
                        .findFirst())
                .orElse(signature.presigned() ? UNSIGNED : "");
        if (given.isEmpty()) {
            throw new AwsError(400, "InvalidRequest", "Missing required header for this request: " + HEADER);
        }
        if (given.startsWith("STREAMING-AWS4-ECDSA")) {
            throw Dialect.S3.otherAlgorithm("AWS4-ECDSA-P256-SHA256");
        }
        if (!KNOWN.contains(given) && !given.matches("[0-9a-f]{64}")) {
            throw new AwsError(
                    400,
                    "InvalidArgument",
                    HEADER + " must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, " + SIGNED_CHUNKS + ", "
                            + SIGNED_CHUNKS + "-TRAILER or a valid sha256 value.");
        }
        return given;
    }

    static boolean isInSignedChunks(String payload) {
        return payload.startsWith(SIGNED_CHUNKS);
    }
}
