package dev.slipway.deployer.prune;

import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.cloud.StoredObject;
import dev.slipway.deployer.lease.AliasLease;

/** Deletes the files that no manifest names. */
final class DeleteBlobs implements PruneStep {
    private final ObjectStore store;
    private final AliasLease lease;

    DeleteBlobs(ObjectStore store, AliasLease lease) {
        this.store = store;
        this.lease = lease;
    }

    @Override
    public void take(Surplus surplus) {
        for (StoredObject blob : surplus.blobs()) {
            lease.renew();
            store.delete(blob.key());
        }
    }
}
