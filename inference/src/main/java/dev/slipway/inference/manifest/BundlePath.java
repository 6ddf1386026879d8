package dev.slipway.inference.manifest;

import dev.slipway.inference.Printable;
import java.util.Optional;

/** What a path inside a bundle may look like, so that no manifest reaches a file outside of its folder. */
public final class BundlePath {
    private static final int LONGEST = 512;

    private BundlePath() {}

    /** What is wrong with the path, or empty. */
    public static Optional<String> problem(String path) {
        if (path.isBlank()) {
            return Optional.of("is empty");
        }
        if (path.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters");
        }
        if (path.startsWith("/") || path.matches("(?s)[A-Za-z]:.*")) {
            return Optional.of("is absolute; paths are relative to the bundle's folder");
        }
        if (path.indexOf('\\') >= 0) {
            return Optional.of("contains a backslash; separate folders with /");
        }
        if (!Printable.isPrintable(path)) {
            return Optional.of("contains a control character");
        }
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                return Optional.of("leaves the bundle's folder with ..");
            }
            if (part.isEmpty() || part.equals(".")) {
                return Optional.of("has an empty or . part; write it without");
            }
        }
        return Optional.empty();
    }
}
