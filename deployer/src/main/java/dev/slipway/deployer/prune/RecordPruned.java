package dev.slipway.deployer.prune;

import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.lease.Holder;
import dev.slipway.deployer.ledger.Ledger;
import dev.slipway.deployer.ledger.Pruned;
import dev.slipway.deployer.ledger.Release;
import java.time.Clock;
import java.util.stream.Stream;

/** Writes into the ledger which releases have no version any more: also those of a prune that died before it could. */
final class RecordPruned implements PruneStep {
    private final Cloud cloud;
    private final ModelStack stack;
    private final Clock clock;
    private final Holder holder;

    RecordPruned(Cloud cloud, ModelStack stack, Clock clock, Holder holder) {
        this.cloud = cloud;
        this.stack = stack;
        this.clock = clock;
        this.holder = holder;
    }

    @Override
    public void take(Surplus surplus) {
        Ledger ledger = new Ledger(cloud.objects(stack.bucket()), stack.function());
        Stream.concat(surplus.versions().stream(), surplus.unrecorded().stream())
                .map(this::pruned)
                .forEach(ledger::record);
    }

    private Pruned pruned(Release release) {
        return new Pruned(
                release.function(),
                release.version(),
                clock.instant(),
                cloud.caller(),
                holder.user() + "@" + holder.host());
    }
}
