package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.rollout.RolloutState;
import dev.slipway.deployer.rollout.Rollouts;
import java.util.Optional;

/** Brings the traffic of {@code live} to the release, by the model's plan. */
final class RollOut implements Step {
    private final Workshop workshop;

    RollOut(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Facts take(Facts facts) {
        ModelStack stack = facts.need(ModelStack.class);
        String version = facts.need(PublishedVersion.class).version().version();
        Rollouts rollouts =
                new Rollouts(workshop.cloud(), stack, workshop.console(), workshop.clock(), workshop.pause());
        Optional<RolloutState> ended = rollouts.to(
                version,
                ChosenPlan.of(workshop.project().file(), stack.model(), serves(stack)),
                facts.need(HeldAlias.class).lease());
        if (ended.isEmpty()) {
            return facts;
        }
        workshop.console().say("live       is version " + version);
        return facts.with(Moved.class, new Moved(stack.live()));
    }

    private boolean serves(ModelStack stack) {
        return workshop.cloud()
                .functions()
                .alias(stack.function(), stack.live())
                .flatMap(live -> workshop.cloud().functions().version(stack.function(), live.version()))
                .map(ModelEnvironment::hasModel)
                .orElse(false);
    }
}
