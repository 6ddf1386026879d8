package dev.slipway.function.store;

import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import dev.slipway.inference.manifest.Digest;
import dev.slipway.inference.manifest.FileEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** One file of a manifest: streamed to disk while its digest is computed, and refused unless both size and digest agree. */
final class FileDownload {
    private static final int BUFFER = 64 * 1024;

    private final FileEntry expected;
    private final Path target;

    FileDownload(FileEntry expected, Path target) {
        this.expected = expected;
        this.target = target;
    }

    /** Takes the body of the object; an end before the file's size is the connection's fault and worth another try. */
    long take(InputStream body) throws IOException {
        MessageDigest digest = Digest.newSha256();
        long size = 0;
        Files.deleteIfExists(target); // of an attempt before
        try (OutputStream file = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            var buffer = new byte[BUFFER];
            for (int read; (read = body.read(buffer)) >= 0; ) {
                size += read;
                if (size > expected.size()) {
                    throw changed("is longer than the " + expected.size() + " bytes");
                }
                digest.update(buffer, 0, read);
                file.write(buffer, 0, read);
            }
        }
        if (size < expected.size()) {
            throw new IOException("the body ended after " + size + " of " + expected.size() + " bytes");
        }
        String actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equals(expected.sha256())) {
            throw changed("has the SHA-256 " + actual + ", not the " + expected.sha256());
        }
        return size;
    }

    private FunctionException changed(String how) {
        return new FunctionException(
                Category.LOAD,
                "file '" + expected.path() + "' " + how
                        + " of the release's manifest: it was changed after its push and"
                        + " is not served; push it again with ./slipway deploy <bundle>");
    }
}
