package dev.slipway.deployer.rollout;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.Alias;
import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.console.Console;
import dev.slipway.deployer.lease.AliasLease;
import dev.slipway.deployer.rollout.plan.Plan;
import java.time.Clock;
import java.util.Optional;

/** Starts, continues and ends the rollouts of one model's {@code live} alias. */
public final class Rollouts {
    private final Cloud cloud;
    private final ModelStack stack;
    private final Console console;
    private final Clock clock;
    private final Pause pause;

    public Rollouts(Cloud cloud, ModelStack stack, Console console, Clock clock, Pause pause) {
        this.cloud = cloud;
        this.stack = stack;
        this.console = console;
        this.clock = clock;
        this.pause = pause;
    }

    /** The rollout that the lease's object tells of and that has not ended. */
    public static Optional<RolloutState> unfinished(AliasLease lease) {
        return lease.rollout().map(RolloutJson::read).filter(state -> !state.ended());
    }

    /**
     * Brings all of {@code live}'s traffic to a version under a lease that is held already, continuing what a process that died has begun. A rollout of
     * another version that was left unfinished is rolled back first.
     *
     * @return the state in which it ended, Succeeded; or nothing when {@code live} is there already
     * @throws SlipwayException with ROLLED_BACK when it was rolled back, with FAILED when someone else moved the alias
     */
    public Optional<RolloutState> to(String canary, Plan plan, AliasLease lease) {
        Optional<RolloutState> unfinished = unfinished(lease);
        if (unfinished.isPresent()) {
            RolloutState state = unfinished.get();
            if (state.rollout().canary().equals(canary)) {
                console.say("continuing the rollout of version " + canary + ": " + state.phase());
                return Optional.of(succeeded(drive(state, lease)));
            }
            console.say("taking back the unfinished rollout of version "
                    + state.rollout().canary());
            drive(
                    Failed.requested(state, lease.holder().describe(), clock.instant())
                            .state(),
                    lease);
        }
        return begin(canary, plan).map(rollout -> succeeded(drive(rollout.begin(), lease)));
    }

    private Optional<Rollout> begin(String canary, Plan plan) {
        Split live = Split.of(live());
        if (live.matches(Split.all(canary))) {
            return Optional.empty();
        }
        if (!live.matches(Split.all(live.version()))) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "the alias " + stack.live() + " is split by hand (" + live.describe() + "), and no rollout owns it",
                    "give one version all of it first: ./slipway shift " + stack.model() + " " + stack.live() + " "
                            + live.version() + "=100");
        }
        return Optional.of(new Rollout(
                stack.model(), stack.function(), stack.live(), live.version(), canary, plan, clock.instant()));
    }

    private Alias live() {
        return cloud.functions()
                .alias(stack.function(), stack.live())
                .orElseThrow(() -> new SlipwayException(
                        ExitCode.FAILED,
                        "the alias " + stack.live() + " of " + stack.function() + " does not exist",
                        "deploy the stack again, which makes it"));
    }

    private RolloutState drive(RolloutState state, AliasLease lease) {
        RolloutWatcher watcher = RolloutView.on(console);
        return new RolloutDriver(cloud.functions(), new Measurements(cloud.metrics()), lease, watcher, clock, pause)
                .drive(state);
    }

    private RolloutState succeeded(RolloutState end) {
        if (!(end instanceof Failed failed)) {
            return end;
        }
        if (failed.cause() == Failed.Cause.MOVED_BY_HAND) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "the rollout of version " + end.rollout().canary() + " has stopped and touched nothing more: "
                            + failed.reason(),
                    "the alias belongs to whoever moved it; agree with them, then ./slipway rollout " + stack.model()
                            + " or ./slipway rollback " + stack.model());
        }
        throw new SlipwayException(
                ExitCode.ROLLED_BACK,
                "version " + end.rollout().canary() + " was rolled back to version "
                        + end.rollout().stable() + ": " + failed.reason(),
                "look at the function's log group for the errors of version "
                        + end.rollout().canary() + ", mend the bundle and deploy again");
    }
}
