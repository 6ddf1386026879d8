package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.lease.AliasLease;
import dev.slipway.deployer.lease.Holder;

/** Takes the lease of {@code live}: one deployer at a time changes the function. */
final class HoldAlias implements Step {
    private final Workshop workshop;
    private final String command;

    HoldAlias(Workshop workshop, String command) {
        this.workshop = workshop;
        this.command = command;
    }

    @Override
    public Facts take(Facts facts) {
        ModelStack stack = facts.need(ModelStack.class);
        AliasLease lease = AliasLease.acquire(
                workshop.cloud().objects(stack.bucket()),
                stack.function(),
                stack.live(),
                Holder.ofThisProcess(command),
                workshop.clock());
        return facts.with(HeldAlias.class, new HeldAlias(lease, lease.beat()));
    }
}
