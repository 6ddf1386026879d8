package dev.slipway.deployer.rollout;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.Alias;
import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.lease.AliasLease;
import dev.slipway.deployer.lease.Holder;
import java.time.Clock;
import java.util.Map;

/** Moves an alias's weights by hand: one write, refused while a rollout owns the alias. */
public final class Shift {
    private final Cloud cloud;
    private final ModelStack stack;
    private final Clock clock;

    public Shift(Cloud cloud, ModelStack stack, Clock clock) {
        this.cloud = cloud;
        this.stack = stack;
        this.clock = clock;
    }

    /** How the alias was, and is now. */
    public record Result(String model, String alias, Split from, Split to) {}

    /** @param percent the version's share, 0 to 100 */
    public Result run(String aliasName, String version, int percent, Holder holder) {
        AliasMoves aliases = new AliasMoves(cloud.functions(), stack.function());
        Alias before = aliases.read(aliasName);
        if (cloud.functions().version(stack.function(), version).isEmpty()) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "version " + version + " of " + stack.function() + " does not exist",
                    "choose one that slipway history lists");
        }
        Split target = target(Split.of(before), version, percent);
        try (AliasLease lease =
                AliasLease.acquire(cloud.objects(stack.bucket()), stack.function(), aliasName, holder, clock)) {
            Rollouts.unfinished(lease).ifPresent(this::refuse);
            if (!Split.of(before).matches(target)) {
                lease.renew();
                aliases.write(before, target);
            }
            return new Result(stack.model(), aliasName, Split.of(before), target);
        }
    }

    private void refuse(RolloutState state) {
        throw new SlipwayException(
                ExitCode.FAILED,
                "a rollout of version " + state.rollout().canary() + " to " + stack.live() + " is not finished",
                "continue it with ./slipway rollout " + stack.model() + ", or end it with ./slipway rollback "
                        + stack.model());
    }

    /** The version's share is as asked; the rest stays with the version that has most of it now. */
    private static Split target(Split now, String version, int percent) {
        if (percent == 100) {
            return Split.all(version);
        }
        String rest = now.version();
        if (rest.equals(version)) {
            rest = now.weights().keySet().stream().findFirst().orElseThrow(() -> alone(version, percent));
        }
        return percent == 0 ? Split.all(rest) : new Split(rest, Map.of(version, percent / 100.0));
    }

    private static SlipwayException alone(String version, int percent) {
        return new SlipwayException(
                ExitCode.USAGE,
                "version " + version + " has all traffic, and nobody is named to take the " + (100 - percent)
                        + " % it would give up",
                "name the other version and its share instead, such as N=" + (100 - percent));
    }
}
