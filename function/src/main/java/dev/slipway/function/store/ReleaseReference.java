package dev.slipway.function.store;

import dev.slipway.inference.manifest.FileEntry;
import java.util.Locale;

/**
 * What a published version pins.
 *
 * @param model the model's name
 * @param manifestKey the manifest's key in the bucket
 * @param digest the manifest's SHA-256 in lower-case hexadecimal: the model's identity
 */
public record ReleaseReference(String model, String manifestKey, String digest) {
    public ReleaseReference {
        digest = digest.toLowerCase(Locale.ROOT);
        if (!FileEntry.isDigest(digest)) {
            throw new IllegalArgumentException("a model's digest is a SHA-256 in hexadecimal, not '" + digest + "'");
        }
    }
}
