package dev.slipway.deployer.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.cloud.Alias;
import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.lease.AliasLease;
import dev.slipway.deployer.lease.Holder;
import dev.slipway.deployer.lease.LeaseRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a model's traffic goes, and who is at it.
 *
 * @param rollout the running or last one, as its state is written; empty when there was none
 * @param lease who moves {@code live} now; empty when nobody does
 */
public record ModelStatus(
        String model,
        String stack,
        String function,
        String api,
        Map<String, Split> aliases,
        List<Version> versions,
        Optional<JsonNode> rollout,
        Optional<Lease> lease) {

    /** A published version. */
    public record Version(String version, String description, String modified, String digest) {}

    /** @param alive false when the holder's heartbeat is too old: anyone may continue */
    public record Lease(String holder, Instant since, Instant heartbeat, boolean alive) {}

    public ModelStatus {
        versions = List.copyOf(versions);
    }

    public static ModelStatus read(Cloud cloud, ModelStack stack, String api, Clock clock) {
        Map<String, Split> aliases = new LinkedHashMap<>();
        for (String name : List.of(stack.live(), stack.candidate())) {
            Optional<Alias> alias = cloud.functions().alias(stack.function(), name);
            alias.ifPresent(there -> aliases.put(name, Split.of(there)));
        }
        Optional<LeaseRecord> lease = AliasLease.look(cloud.objects(stack.bucket()), stack.function(), stack.live());
        return new ModelStatus(
                stack.model(),
                stack.stack(),
                stack.function(),
                api,
                aliases,
                cloud.functions().versions(stack.function()).stream()
                        .map(ModelStatus::version)
                        .toList(),
                lease.flatMap(LeaseRecord::rollout),
                lease.flatMap(record -> lease(record, clock.instant())));
    }

    private static Version version(FunctionVersion version) {
        return new Version(
                version.version(),
                version.description(),
                version.modified(),
                version.environment().getOrDefault("SLIPWAY_MODEL_DIGEST", ""));
    }

    private static Optional<Lease> lease(LeaseRecord record, Instant now) {
        return record.holder()
                .map(Holder::describe)
                .map(who -> new Lease(who, record.since(), record.heartbeat(), now.isBefore(record.expires())));
    }

    /** The same in words. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        lines.add(model + "  (" + function + ")");
        lines.add("  api        " + api);
        aliases.forEach((name, split) -> lines.add(String.format("  %-10s %s", name, split.describe())));
        for (Version version : versions) {
            lines.add(String.format(
                    "  version %-3s %s  %s%s",
                    version.version(),
                    version.modified(),
                    version.description(),
                    version.digest().isEmpty()
                            ? ""
                            : "  model " + version.digest().substring(0, 12)));
        }
        rollout.ifPresent(json -> lines.addAll(rollout(json)));
        lease.ifPresent(held -> lines.add("  held by    " + held.holder() + " since " + held.since()
                + (held.alive() ? "" : ", not heard of since " + held.heartbeat())));
        return String.join("\n", lines);
    }

    private static List<String> rollout(JsonNode json) {
        RolloutState state = RolloutJson.read(json);
        List<String> lines = new ArrayList<>();
        lines.add("  rollout    " + state.rollout().stable() + " -> "
                + state.rollout().canary() + ": " + state.phase()
                + ", step " + (state.step() + 1) + " of "
                + state.rollout().plan().steps().size() + " ("
                + state.rollout().plan().describe() + ")");
        if (state instanceof Waiting waiting) {
            waiting.last()
                    .findings()
                    .forEach(finding ->
                            lines.add("    " + finding.check() + " " + finding.verdict() + ": " + finding.words()));
        }
        if (state instanceof Failed failed) {
            lines.add("    " + failed.reason());
        }
        return lines;
    }
}
