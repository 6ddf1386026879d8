package dev.slipway.deployer.prune;

import dev.slipway.deployer.cloud.ObjectStore;

/** Gives up the uploads that were begun long ago: their parts cost as much as files and are in no list of them. */
final class AbortUploads implements PruneStep {
    private final ObjectStore store;

    AbortUploads(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void take(Surplus surplus) {
        surplus.uploads().forEach(store::abort);
    }
}
