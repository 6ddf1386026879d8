package dev.slipway.local.sigv4;

import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.identity.Hmac;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A body read to its end for its digest, to be read once more: from memory, or from a file when it is a function's
 * archive.
 *
 * @param bytes closing it removes the file
 */
record HashedBody(String sha256, InputStream bytes) {
    private static final int IN_MEMORY = 1 << 20;
    private static final int BUFFER = 64 * 1024;

    static HashedBody of(HttpRequest request) {
        try {
            return read(request.body());
        } catch (IOException e) {
            throw new UncheckedIOException("the request's body cannot be read", e);
        }
    }

    void remove() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the request's body cannot be removed", e);
        }
    }

    private static HashedBody read(InputStream body) throws IOException {
        MessageDigest digest = Hmac.sha256();
        byte[] head = body.readNBytes(IN_MEMORY);
        digest.update(head);
        int next = head.length < IN_MEMORY ? -1 : body.read();
        if (next < 0) {
            return new HashedBody(HexFormat.of().formatHex(digest.digest()), new ByteArrayInputStream(head));
        }
        Path file = Files.createTempFile("slipway-body", "");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head);
            out.write(next);
            digest.update((byte) next);
            byte[] buffer = new byte[BUFFER];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                out.write(buffer, 0, read);
                digest.update(buffer, 0, read);
            }
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return new HashedBody(
                HexFormat.of().formatHex(digest.digest()),
                Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
    }
}
