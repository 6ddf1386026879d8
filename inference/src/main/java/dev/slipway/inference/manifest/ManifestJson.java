package dev.slipway.inference.manifest;

import dev.slipway.inference.json.JsonTree;

/** A manifest's canonical JSON: sorted keys, no spaces, no time stamps, so that the same bundle gives the same bytes. */
public final class ManifestJson {
    private ManifestJson() {}

    /** The canonical bytes, UTF-8. */
    public static byte[] write(Manifest manifest) {
        return JsonTree.write(ManifestTree.of(manifest));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws dev.slipway.inference.InferenceException BAD_REQUEST with every problem and its path
     */
    public static Manifest read(byte[] json) {
        return ManifestReader.read(JsonTree.read("the manifest", json));
    }
}
