package dev.slipway.deployer.prune;

import dev.slipway.deployer.cloud.Alias;
import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.ledger.Release;
import dev.slipway.deployer.rollout.RolloutState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the versions that must stay, and what names each: an alias, a rollout, or the rule that keeps the newest. */
final class NamedVersions {
    private final Map<String, List<String>> named = new TreeMap<>();

    private NamedVersions() {}

    /**
     * @param last the running or last rollout: what it came from is what a rollback goes to
     * @param present releases whose version is there, oldest first
     */
    static Map<String, List<String>> find(
            Cloud cloud, ModelStack stack, Optional<RolloutState> last, List<Release> present, int keep) {
        NamedVersions versions = new NamedVersions();
        for (Alias alias : cloud.functions().aliases(stack.function())) {
            versions.add(alias.version(), "alias " + alias.name());
            alias.weights().keySet().forEach(version -> versions.add(version, "alias " + alias.name()));
        }
        last.map(RolloutState::rollout).ifPresent(rollout -> {
            versions.add(rollout.stable(), "the last rollout's stable version");
            versions.add(rollout.canary(), "the last rollout's canary");
        });
        present.subList(Math.max(0, present.size() - keep), present.size())
                .forEach(release -> versions.add(release.version(), "among the newest " + keep));
        return versions.named;
    }

    private void add(String version, String by) {
        List<String> reasons = named.computeIfAbsent(version, none -> new ArrayList<>());
        if (!reasons.contains(by)) {
            reasons.add(by);
        }
    }
}
