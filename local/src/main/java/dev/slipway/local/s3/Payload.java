package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of a request and what its sender claims about it; streamed to a file, then held against the claims. */
final class Payload {
    private static final int BUFFER = 64 * 1024;
    private static final String SHA256_HEADER = "x-amz-content-sha256";

    private final S3Request request;
    private final InputStream body;
    private final @Nullable AwsChunkedInputStream chunked;
    private final Map<ChecksumAlgorithm, String> claimed = new EnumMap<>(ChecksumAlgorithm.class);

    private Payload(S3Request request) {
        this.request = request;
        InputStream raw = new BufferedInputStream(request.http().body(), BUFFER);
        this.chunked = isChunked(request)
                ? new AwsChunkedInputStream(raw, request.http().access().chunkSignatures())
                : null;
        this.body = chunked == null ? raw : chunked;
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            request.header(algorithm.header()).ifPresent(value -> claimed.put(algorithm, value));
        }
    }

    static Payload of(S3Request request) {
        return new Payload(request);
    }

    private static boolean isChunked(S3Request request) {
        return request.header(SHA256_HEADER).orElse("").startsWith("STREAMING-")
                || request.header("content-encoding").orElse("").contains("aws-chunked");
    }

    /**
     * What came, as it was written.
     *
     * @param checksums Base64 by algorithm
     */
    record Received(long size, byte[] md5, Map<ChecksumAlgorithm, String> checksums) {
        String etag() {
            return HexFormat.of().formatHex(md5);
        }
    }

    /** Streams the body to a file; deletes the file when the body is not what its sender claims. */
    Received saveTo(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return copyTo(out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** The whole body of a small request, such as a list of keys. */
    byte[] read(int limit) throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        copyTo(new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                if (out.size() + length > limit) {
                    throw new AwsError(400, "EntityTooLarge", "The body has more than " + limit + " bytes");
                }
                out.write(bytes, offset, length);
            }
        });
        return out.toByteArray();
    }

    private Received copyTo(OutputStream out) throws IOException {
        MessageDigest md5 = ChecksumAlgorithm.digest("MD5");
        Optional<MessageDigest> signed = signedDigest();
        Map<ChecksumAlgorithm, ChecksumAlgorithm.Running> running = algorithms();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            out.write(buffer, 0, read);
            md5.update(buffer, 0, read);
            for (ChecksumAlgorithm.Running checksum : running.values()) {
                checksum.update(buffer, read);
            }
            if (signed.isPresent()) {
                signed.get().update(buffer, 0, read);
            }
            size += read;
        }
        Map<ChecksumAlgorithm, String> checksums = new EnumMap<>(ChecksumAlgorithm.class);
        running.forEach((algorithm, checksum) ->
                checksums.put(algorithm, Base64.getEncoder().encodeToString(checksum.finish())));
        Received received = new Received(size, md5.digest(), checksums);
        verify(received, signed.map(digest -> HexFormat.of().formatHex(digest.digest())));
        return received;
    }

    private Map<ChecksumAlgorithm, ChecksumAlgorithm.Running> algorithms() {
        Map<ChecksumAlgorithm, ChecksumAlgorithm.Running> running = new EnumMap<>(ChecksumAlgorithm.class);
        claimed.keySet().forEach(algorithm -> running.put(algorithm, algorithm.start()));
        for (String trailer : request.header("x-amz-trailer").orElse("").split(",")) {
            ChecksumAlgorithm.ofHeader(trailer.trim())
                    .ifPresent(algorithm -> running.put(algorithm, algorithm.start()));
        }
        if (running.isEmpty()) {
            // S3 keeps this one of every object whose sender chose none
            running.put(ChecksumAlgorithm.CRC64NVME, ChecksumAlgorithm.CRC64NVME.start());
        }
        return running;
    }

    private Optional<MessageDigest> signedDigest() {
        boolean signed = request.header(SHA256_HEADER)
                .filter(value -> value.matches("[0-9a-fA-F]{64}"))
                .isPresent();
        return signed ? Optional.of(ChecksumAlgorithm.digest("SHA-256")) : Optional.empty();
    }

    private void verify(Received received, Optional<String> sha256) {
        verifyLength(received.size());
        if (sha256.isPresent() && !sha256.equals(request.header(SHA256_HEADER))) {
            throw new AwsError(
                    400,
                    "XAmzContentSHA256Mismatch",
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        request.header("content-md5").ifPresent(claim -> verifyMd5(claim, received.md5()));
        if (chunked != null) {
            chunked.trailers()
                    .forEach((name, value) ->
                            ChecksumAlgorithm.ofHeader(name).ifPresent(algorithm -> claimed.put(algorithm, value)));
        }
        claimed.forEach((algorithm, claim) -> {
            if (!claim.equals(received.checksums().get(algorithm))) {
                throw new AwsError(
                        400,
                        "BadDigest",
                        "The " + algorithm + " you specified did not match the calculated checksum: got " + claim
                                + ", calculated " + received.checksums().get(algorithm));
            }
        });
    }

    private void verifyLength(long size) {
        String header = chunked == null ? "content-length" : "x-amz-decoded-content-length";
        Optional<String> declared = request.header(header);
        if (declared.isPresent() && !declared.get().equals(Long.toString(size))) {
            throw new AwsError(
                    400,
                    "IncompleteBody",
                    "You did not provide the number of bytes specified by the " + header + " HTTP header: it says "
                            + declared.get() + ", " + size + " came");
        }
    }

    private static void verifyMd5(String claim, byte[] md5) {
        byte[] expected;
        try {
            expected = Base64.getDecoder().decode(claim);
        } catch (IllegalArgumentException e) {
            expected = new byte[0];
        }
        if (expected.length != md5.length) {
            throw new AwsError(400, "InvalidDigest", "The Content-MD5 you specified is not valid.");
        }
        if (!MessageDigest.isEqual(expected, md5)) {
            throw new AwsError(400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
        }
    }
}
