package dev.slipway.deployer.prune;

import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.cloud.StoredObject;
import dev.slipway.deployer.lease.AliasLease;

/** Deletes the manifests of models that no version serves, before the files that they name. */
final class DeleteManifests implements PruneStep {
    private final ObjectStore store;
    private final AliasLease lease;

    DeleteManifests(ObjectStore store, AliasLease lease) {
        this.store = store;
        this.lease = lease;
    }

    @Override
    public void take(Surplus surplus) {
        for (StoredObject manifest : surplus.manifests()) {
            lease.renew();
            store.delete(manifest.key());
        }
    }
}
