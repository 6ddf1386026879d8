package dev.slipway.inference.manifest;

import dev.slipway.inference.InferenceException;

/** A manifest as the function reads it; only {@link InferenceException} may come of it, and what was read is written and read again. */
public final class ManifestFuzz {
    private ManifestFuzz() {}

    /** Jazzer's entry; what it lets through is allowed, whatever else is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Manifest manifest;
        try {
            manifest = ManifestJson.read(bytes);
        } catch (InferenceException e) {
            return; // its documented answer to what is wrong
        }
        if (!ManifestJson.read(ManifestJson.write(manifest)).equals(manifest)) {
            throw new IllegalStateException("another manifest comes back than was written");
        }
    }
}
