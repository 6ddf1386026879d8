package dev.slipway.local.logs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** File names for names of groups and streams, which hold slashes, brackets and dollars. */
final class FileNames {
    private static final int READABLE = 60;

    private FileNames() {}

    /** What can be read of a name, and enough of its digest to tell it from any other. */
    static String of(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            String readable = name.replaceAll("[^A-Za-z0-9_-]+", "-");
            return readable.substring(0, Math.min(READABLE, readable.length())) + "-"
                    + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
