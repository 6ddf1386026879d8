package dev.slipway.function.store;

import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.ModelKeys;
import java.util.Locale;

/**
 * What a published version pins. The manifest's key follows from model and digest: there is no other that is read.
 *
 * @param model the model's name
 * @param manifestKey the manifest's key in the bucket
 * @param digest the manifest's SHA-256 in lower-case hexadecimal: the model's identity
 */
public record ReleaseReference(String model, String manifestKey, String digest) {
    public ReleaseReference {
        digest = digest.toLowerCase(Locale.ROOT);
        if (!FileEntry.isDigest(digest)) {
            throw new IllegalArgumentException("SLIPWAY_MODEL_DIGEST must be a SHA-256 in hexadecimal");
        }
        String only = ModelKeys.manifest(model, digest);
        if (!manifestKey.equals(only)) {
            throw new IllegalArgumentException(
                    "SLIPWAY_MODEL_MANIFEST must be '" + only + "', as model and digest say: nothing else is read");
        }
    }

    /** Where its signatures are, if it has any. */
    String signatureKey() {
        return ModelKeys.signature(model, digest);
    }
}
