package dev.slipway.deployer.deploy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.rollout.RolloutState;
import dev.slipway.deployer.rollout.Rollouts;
import dev.slipway.deployer.rollout.plan.Plan;
import dev.slipway.deployer.rollout.plan.PlanReader;
import java.util.Optional;

/** Brings the traffic of {@code live} to the release, by the model's plan. */
final class RollOut implements Step {
    /** Before the first release there is no stable version to compare with, nor traffic to protect. */
    private static final String FIRST = "AllAtOnce";

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
        Optional<RolloutState> ended =
                rollouts.to(version, plan(stack), facts.need(HeldAlias.class).lease());
        if (ended.isEmpty()) {
            return facts;
        }
        workshop.console().say("live       is version " + version);
        return facts.with(Moved.class, new Moved(stack.live()));
    }

    private Plan plan(ModelStack stack) {
        Object tree =
                serves(stack) ? workshop.project().file().rollout(stack.model()).orElse(null) : FIRST;
        if (tree == null) {
            return Plan.DEFAULT;
        }
        PlanReader.Reading reading = PlanReader.read(tree, "rollout");
        return reading.plan()
                .orElseThrow(() -> new SlipwayException(
                        ExitCode.USAGE,
                        "the rollout's plan is refused:\n  - " + String.join("\n  - ", reading.problems()),
                        "correct it in slipway.yaml"));
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
