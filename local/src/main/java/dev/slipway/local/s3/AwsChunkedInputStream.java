package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.identity.ChunkSignatures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code aws-chunked}: chunks with or without signatures, then trailers, which can be asked for at the end. */
final class AwsChunkedInputStream extends InputStream {
    private static final int LINE_BYTES = 8192;

    private final InputStream in;
    private final Map<String, String> trailers = new TreeMap<>();
    private long left;
    private boolean started;
    private boolean ended;
    private final Optional<ChunkSignatures> signatures;
    private final MessageDigest chunk = ChecksumAlgorithm.digest("SHA-256");
    private String chunkSignature = "";

    /** @param signatures given when each chunk must carry the right one */
    AwsChunkedInputStream(InputStream in, Optional<ChunkSignatures> signatures) {
        this.in = in;
        this.signatures = signatures;
    }

    /** The trailers by lower-case name; complete once the stream has ended. */
    Map<String, String> trailers() {
        return trailers;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(bytes, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw incomplete();
        }
        left -= read;
        if (signatures.isPresent()) {
            chunk.update(bytes, offset, read);
        }
        return read;
    }

    private void nextChunk() throws IOException {
        if (started) {
            if (!line().isEmpty()) {
                throw malformed("a chunk is longer than it says");
            }
            verifyChunk();
        }
        started = true;
        String head = line();
        int semicolon = head.indexOf(';');
        String size = (semicolon < 0 ? head : head.substring(0, semicolon)).trim();
        chunkSignature = semicolon < 0 ? "" : head.substring(head.indexOf('=', semicolon) + 1);
        try {
            left = Long.parseLong(size, 16);
        } catch (NumberFormatException e) {
            throw malformed("'" + size + "' is no chunk size");
        }
        if (left < 0) {
            throw malformed("a chunk size is negative");
        }
        if (left == 0) {
            ended = true;
            verifyChunk();
            readTrailers();
        }
    }

    private void verifyChunk() {
        String digest = HexFormat.of().formatHex(chunk.digest());
        if (signatures.isPresent() && !signatures.get().chunk(digest, chunkSignature)) {
            throw unsigned();
        }
    }

    private void readTrailers() throws IOException {
        StringBuilder signed = new StringBuilder();
        String signature = "";
        for (String line = trailer(); !line.isEmpty(); line = trailer()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw malformed("'" + line + "' is no trailer");
            }
            String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).trim();
            if (name.equals("x-amz-trailer-signature")) {
                signature = value;
            } else {
                signed.append(name).append(':').append(value).append('\n');
                trailers.put(name, value);
            }
        }
        if (signatures.isPresent() && !trailers.isEmpty() && !signatures.get().trailers(signed.toString(), signature)) {
            throw unsigned();
        }
    }

    private static AwsError unsigned() {
        return new AwsError(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and"
                        + " signing method.");
    }

    private String line() throws IOException {
        return line(false);
    }

    /** Some clients end the body right after the last chunk or trailer, without the empty line. */
    private String trailer() throws IOException {
        return line(true);
    }

    private String line(boolean mayEnd) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 && mayEnd) {
                break;
            }
            if (b < 0) {
                throw incomplete();
            }
            if (line.size() >= LINE_BYTES) {
                throw malformed("a line has more than " + LINE_BYTES + " bytes");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).trim();
    }

    private static AwsError incomplete() {
        return new AwsError(400, "IncompleteBody", "The request body terminated unexpectedly");
    }

    private static AwsError malformed(String what) {
        return new AwsError(400, "InvalidChunkSizeError", "The aws-chunked body is malformed: " + what);
    }
}
