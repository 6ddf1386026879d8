package dev.slipway.deployer.prune;

import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.lease.AliasLease;
import dev.slipway.deployer.lease.Heartbeat;
import dev.slipway.deployer.lease.Holder;
import dev.slipway.deployer.lease.LeaseRecord;
import java.time.Clock;
import java.util.List;

/**
 * Deletes old releases: versions first, then what they alone named. Whatever is still to be served is found anew at each run,
 * so one that dies anywhere is finished by the next.
 */
public final class Prune {
    private final Cloud cloud;
    private final ModelStack stack;
    private final Clock clock;

    public Prune(Cloud cloud, ModelStack stack, Clock clock) {
        this.cloud = cloud;
        this.stack = stack;
        this.clock = clock;
    }

    /** What {@link #run} would delete now; takes no lease and changes nothing. */
    public PruneReport plan(int keep) {
        ObjectStore store = cloud.objects(stack.bucket());
        Surplus surplus = new FindSurplus(cloud, stack, clock)
                .find(
                        keep,
                        AliasLease.look(store, stack.function(), stack.live()).flatMap(LeaseRecord::rollout));
        return PruneReport.of(stack, keep, true, surplus);
    }

    /**
     * @param keep how many of the newest releases stay, whatever names them
     * @throws dev.slipway.deployer.lease.LeaseException when a deploy or a rollout holds the alias
     */
    public PruneReport run(int keep, Holder holder) {
        ObjectStore store = cloud.objects(stack.bucket());
        try (AliasLease lease = AliasLease.acquire(store, stack.function(), stack.live(), holder, clock);
                Heartbeat beat = lease.beat()) {
            Surplus surplus = new FindSurplus(cloud, stack, clock).find(keep, lease.rollout());
            for (PruneStep step : steps(store, lease)) {
                step.take(surplus);
            }
            return PruneReport.of(stack, keep, false, surplus);
        }
    }

    /** A version goes before its manifest, a manifest before its files: what is left always has all that it names. */
    private List<PruneStep> steps(ObjectStore store, AliasLease lease) {
        return List.of(
                new DeleteVersions(cloud, stack, lease),
                new RecordPruned(cloud, stack, clock, lease.holder()),
                new DeleteManifests(store, lease),
                new DeleteBlobs(store, lease),
                new AbortUploads(store));
    }
}
