package dev.slipway.deployer.prune;

import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.lease.AliasLease;
import dev.slipway.deployer.ledger.Release;

/** Deletes the versions of old releases. Lambda itself refuses one that an alias has been pointed at meanwhile. */
final class DeleteVersions implements PruneStep {
    private final Cloud cloud;
    private final ModelStack stack;
    private final AliasLease lease;

    DeleteVersions(Cloud cloud, ModelStack stack, AliasLease lease) {
        this.cloud = cloud;
        this.stack = stack;
        this.lease = lease;
    }

    @Override
    public void take(Surplus surplus) {
        for (Release release : surplus.versions()) {
            lease.renew();
            cloud.functions().deleteVersion(stack.function(), release.version());
        }
    }
}
