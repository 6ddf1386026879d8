package dev.slipway.deployer.rollout;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.lease.AliasLease;
import dev.slipway.deployer.lease.Holder;
import dev.slipway.inference.manifest.ModelKeys;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives all of {@code live}'s traffic back to an older version by one alias write, also while a rollout runs: it takes the lease from it. */
public final class Rollback {
    private final Cloud cloud;
    private final ModelStack stack;
    private final Clock clock;

    public Rollback(Cloud cloud, ModelStack stack, Clock clock) {
        this.cloud = cloud;
        this.stack = stack;
        this.clock = clock;
    }

    /**
     * What a rollback has done.
     *
     * @param from how the alias was
     * @param moved false when it was there already
     */
    public record Result(String model, String alias, Split from, String to, boolean moved) {}

    /** @param to the version to go back to; empty for the one before, or the stable one of a running rollout */
    public Result run(Optional<String> to, Holder holder) {
        ObjectStore objects = cloud.objects(stack.bucket());
        AliasMoves aliases = new AliasMoves(cloud.functions(), stack.function());
        to.ifPresent(this::mustExist);
        try (AliasLease lease = AliasLease.takeOver(objects, stack.function(), stack.live(), holder, clock)) {
            Optional<RolloutState> last = lease.rollout().map(RolloutJson::read);
            Split live = Split.of(aliases.read(stack.live()));
            String target = to.orElseGet(() -> target(last, live, objects));
            last.filter(state -> !(state instanceof Failed) && isCurrent(state, live))
                    .ifPresent(state -> lease.save(RolloutJson.write(ended(state, holder))));
            boolean moves = !live.matches(Split.all(target));
            if (moves) {
                aliases.insist(stack.live(), Split.all(target));
            }
            return new Result(stack.model(), stack.live(), live, target, moves);
        }
    }

    private RolloutState ended(RolloutState state, Holder holder) {
        return new Failed(
                state.rollout(),
                state.step(),
                clock.instant(),
                Failed.Cause.REQUESTED,
                "rolled back by " + holder.describe(),
                dev.slipway.deployer.rollout.analysis.Analysis.NONE,
                true);
    }

    private String target(Optional<RolloutState> last, Split live, ObjectStore objects) {
        return last.filter(state -> isCurrent(state, live))
                .filter(state ->
                        !state.ended() || isReleased(objects, state.rollout().stable()))
                .map(state -> state.rollout().stable())
                .or(() -> stableOfAShift(live))
                .or(() -> releaseBefore(objects, live.version()))
                .orElseThrow(() -> new SlipwayException(
                        ExitCode.FAILED,
                        "there is no release of " + stack.model() + " before version " + live.version()
                                + ", which has the traffic",
                        "choose one with --to; slipway history lists them"));
    }

    /** A shift by hand leaves the stable version where it was, and gives the other one a weight. */
    private static Optional<String> stableOfAShift(Split live) {
        return live.matches(Split.all(live.version())) ? Optional.empty() : Optional.of(live.version());
    }

    /** A rollout speaks of now when it still runs, or when what it rolled out has the traffic. */
    private static boolean isCurrent(RolloutState state, Split live) {
        return !state.ended()
                || state instanceof Succeeded
                        && live.matches(Split.all(state.rollout().canary()));
    }

    private boolean isReleased(ObjectStore objects, String version) {
        return objects.head(ModelKeys.release(stack.function(), version)).isPresent();
    }

    private Optional<String> releaseBefore(ObjectStore objects, String version) {
        String prefix = ModelKeys.releases(stack.function());
        Set<String> there = cloud.functions().versions(stack.function()).stream()
                .map(FunctionVersion::version)
                .collect(Collectors.toSet());
        return objects.list(prefix).stream()
                .map(object -> object.key().substring(prefix.length()).replace(".json", ""))
                .filter(name -> name.matches("\\d{1,9}"))
                .filter(there::contains) // a prune leaves the ledger's entry and takes the version
                .map(Integer::valueOf)
                .filter(number -> number < Integer.parseInt(version))
                .max(Comparator.naturalOrder())
                .map(String::valueOf);
    }

    private void mustExist(String version) {
        if (cloud.functions().version(stack.function(), version).isEmpty()) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "version " + version + " of " + stack.function() + " does not exist",
                    "choose one that slipway history lists");
        }
    }
}
