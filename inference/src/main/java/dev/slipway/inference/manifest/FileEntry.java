package dev.slipway.inference.manifest;

import java.util.Locale;

/**
 * One file of a bundle.
 *
 * @param path relative to the bundle's folder, with {@code /} between its parts; never leaves the folder
 * @param size in bytes
 * @param sha256 64 lower-case hexadecimal digits
 */
public record FileEntry(String path, long size, String sha256) {
    public FileEntry {
        BundlePath.problem(path).ifPresent(problem -> {
            throw new IllegalArgumentException("file '" + path + "' " + problem);
        });
        if (size < 0) {
            throw new IllegalArgumentException("file '" + path + "' has the size " + size);
        }
        if (!isDigest(sha256)) {
            throw new IllegalArgumentException(
                    "file '" + path + "' has no SHA-256 of 64 lower-case hexadecimal digits");
        }
    }

    /** Whether the text is a SHA-256 as manifests write it. */
    public static boolean isDigest(String text) {
        return text.length() == 64
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')
                && text.equals(text.toLowerCase(Locale.ROOT));
    }
}
