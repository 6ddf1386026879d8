package dev.slipway.deployer.prune;

import dev.slipway.deployer.cloud.StoredObject;
import dev.slipway.deployer.cloud.UnfinishedUpload;
import dev.slipway.deployer.ledger.Release;
import java.util.List;
import java.util.Map;

/**
 * What nothing names any more.
 *
 * @param kept the releases that stay, by version, each with what names it
 * @param versions releases whose version is there and goes
 * @param unrecorded releases whose version is gone already, without a word in the ledger
 * @param manifests with their signatures
 * @param blobs files of models
 * @param uploads begun long ago and not ended
 */
record Surplus(
        Map<String, List<String>> kept,
        List<Release> versions,
        List<Release> unrecorded,
        List<StoredObject> manifests,
        List<StoredObject> blobs,
        List<UnfinishedUpload> uploads) {
    Surplus {
        versions = List.copyOf(versions);
        unrecorded = List.copyOf(unrecorded);
        manifests = List.copyOf(manifests);
        blobs = List.copyOf(blobs);
        uploads = List.copyOf(uploads);
    }

    boolean isEmpty() {
        return versions.isEmpty()
                && unrecorded.isEmpty()
                && manifests.isEmpty()
                && blobs.isEmpty()
                && uploads.isEmpty();
    }
}
