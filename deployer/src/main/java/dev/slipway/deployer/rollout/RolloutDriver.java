package dev.slipway.deployer.rollout;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.Alias;
import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.Functions;
import dev.slipway.deployer.lease.AliasLease;
import dev.slipway.deployer.rollout.analysis.VersionSample;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Carries a rollout out: observe, decide, make the decision durable, act; again until it has ended. The order is what keeps two drivers apart:
 * the alias is read first, the lease is proved by writing the state, and the shift carries the revision that was read, so that a driver that
 * slept anywhere in between is refused by one or the other.
 */
public final class RolloutDriver {
    private static final Duration SHORTEST_TICK = Duration.ofMillis(500);
    private static final Duration LONGEST_TICK = Duration.ofSeconds(5);

    private final Functions functions;
    private final Measurements measurements;
    private final AliasLease lease;
    private final RolloutWatcher watcher;
    private final Clock clock;
    private final Pause pause;

    public RolloutDriver(
            Functions functions,
            Measurements measurements,
            AliasLease lease,
            RolloutWatcher watcher,
            Clock clock,
            Pause pause) {
        this.functions = functions;
        this.measurements = measurements;
        this.lease = lease;
        this.watcher = watcher;
        this.clock = clock;
        this.pause = pause;
    }

    /** Drives until the rollout has ended; interrupted, it leaves everything so that another can continue. */
    public RolloutState drive(RolloutState begin) {
        RolloutState state = begin;
        lease.save(RolloutJson.write(state));
        try {
            while (true) {
                state = tick(state);
                if (state.ended()) {
                    return state;
                }
                pause.pause(tickOf(state.rollout()));
            }
        } catch (InterruptedException e) {
            throw interrupted(state);
        } catch (CloudException e) {
            throw e.is(CloudException.Kind.INTERRUPTED) ? interrupted(state) : e;
        }
    }

    private RolloutState tick(RolloutState state) {
        Rollout rollout = state.rollout();
        Alias alias = alias(rollout);
        Instant now = clock.instant();
        Observation seen = new Observation(
                Split.of(alias), measured(state, rollout.stable(), now), measured(state, rollout.canary(), now));
        Transition transition = state.next(seen, now);
        lease.save(RolloutJson.write(transition.state()));
        transition.shift().ifPresent(split -> shift(rollout, alias, split));
        watcher.saw(transition.state(), seen, now);
        return transition.state();
    }

    private Alias alias(Rollout rollout) {
        return functions
                .alias(rollout.function(), rollout.alias())
                .orElseThrow(() -> new SlipwayException(
                        ExitCode.FAILED,
                        "the alias " + rollout.alias() + " of " + rollout.function() + " is gone",
                        "deploy the stack again, which makes it"));
    }

    private void shift(Rollout rollout, Alias read, Split split) {
        try {
            functions.writeAlias(
                    rollout.function(), rollout.alias(), split.version(), split.weights(), read.revisionId());
        } catch (CloudException e) {
            if (!e.is(CloudException.Kind.PRECONDITION)) {
                throw e;
            }
            // Someone wrote it since it was read: the next tick sees what it is now, and whether that is ours.
        }
    }

    /** Metrics that do not come are no evidence: the analysis is inconclusive, and the rollout holds. */
    private VersionSample measured(RolloutState state, String version, Instant now) {
        if (!(state instanceof Waiting)) {
            return VersionSample.none(version);
        }
        try {
            return measurements.of(state.rollout(), version, state.since(), now);
        } catch (CloudException e) {
            if (e.is(CloudException.Kind.THROTTLED) || e.is(CloudException.Kind.UNREACHABLE)) {
                return VersionSample.none(version);
            }
            throw e;
        }
    }

    /** Ten looks at the shortest bake, never more often than twice a second. */
    private static Duration tickOf(Rollout rollout) {
        Duration shortest = rollout.plan().steps().stream()
                .map(step -> step.bake())
                .filter(bake -> !bake.isZero())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO)
                .dividedBy(10);
        return Optional.of(shortest)
                .filter(tick -> tick.compareTo(SHORTEST_TICK) > 0)
                .map(tick -> tick.compareTo(LONGEST_TICK) < 0 ? tick : LONGEST_TICK)
                .orElse(SHORTEST_TICK);
    }

    private static SlipwayException interrupted(RolloutState state) {
        Rollout rollout = state.rollout();
        return new SlipwayException(
                ExitCode.INTERRUPTED,
                "interrupted while the rollout of version " + rollout.canary() + " is " + state.phase() + "; the alias "
                        + rollout.alias() + " stays as it is",
                "./slipway rollout " + rollout.model() + " continues it, ./slipway rollback " + rollout.model()
                        + " takes it back");
    }
}
