package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.lease.AliasLease;
import dev.slipway.deployer.lease.Heartbeat;
import dev.slipway.deployer.lease.Holder;
import dev.slipway.deployer.rollout.Pause;
import dev.slipway.deployer.rollout.RolloutJson;
import dev.slipway.deployer.rollout.RolloutState;
import dev.slipway.deployer.rollout.Rollouts;
import dev.slipway.deployer.rollout.plan.Plan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a rollout, or continues one whose driver is gone. */
@Command(name = "rollout", description = "Shift live step by step to a version; measured errors take it back.")
final class RolloutCommand extends SlipwayCommand {
    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    String model = "";

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "The version. Default: that of an unfinished rollout, else candidate's.")
    @Nullable
    String to;

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            description = "A CodeDeploy name, or YAML such as {steps: [10, 50], bake: 60s}. Default: slipway.yaml's.")
    @Nullable
    String plan;

    @Override
    ExitCode run(CommandContext context) {
        Plan chosen = RolloutPlans.choose(plan, context.project().file(), model);
        ModelStack stack = context.stack(model);
        if (to != null
                && context.cloud().functions().version(stack.function(), to).isEmpty()) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "version " + to + " of " + stack.function() + " does not exist",
                    "choose one that slipway history lists");
        }
        try (AliasLease lease = AliasLease.acquire(
                        context.cloud().objects(stack.bucket()),
                        stack.function(),
                        stack.live(),
                        Holder.ofThisProcess("rollout"),
                        context.clock());
                Heartbeat beat = lease.beat()) {
            String canary = to != null ? to : canary(context, stack, lease);
            Optional<RolloutState> end = new Rollouts(
                            context.cloud(), stack, context.console(), context.clock(), Pause.sleeping())
                    .to(canary, chosen, lease);
            context.console()
                    .result(
                            end.<Object>map(RolloutJson::write).orElse(java.util.Map.of("changed", false)),
                            () -> end.isPresent()
                                    ? "version " + canary + " has all traffic of " + stack.live()
                                    : "nothing to do: version " + canary + " has all traffic of " + stack.live());
            return ExitCode.OK;
        }
    }

    private static String canary(CommandContext context, ModelStack stack, AliasLease lease) {
        return Rollouts.unfinished(lease)
                .map(state -> state.rollout().canary())
                .or(() -> context.cloud()
                        .functions()
                        .alias(stack.function(), stack.candidate())
                        .map(alias -> alias.version()))
                .orElseThrow(() -> new SlipwayException(
                        ExitCode.FAILED,
                        "there is no candidate of " + stack.model(),
                        "name a version with --to, or deploy a bundle"));
    }
}
