package dev.slipway.deployer.deploy;

import dev.slipway.deployer.lease.AliasLease;
import dev.slipway.deployer.lease.Heartbeat;

/** The lease of {@code live} and what keeps it alive while the steps run. */
record HeldAlias(AliasLease lease, Heartbeat heartbeat) implements AutoCloseable {
    @Override
    public void close() {
        heartbeat.close();
        lease.close();
    }
}
