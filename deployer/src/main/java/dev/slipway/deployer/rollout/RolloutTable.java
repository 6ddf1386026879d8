package dev.slipway.deployer.rollout;

import dev.slipway.deployer.rollout.analysis.Analysis;
import dev.slipway.deployer.rollout.analysis.Finding;
import dev.slipway.deployer.rollout.analysis.Look;
import dev.slipway.deployer.rollout.analysis.Verdict;
import dev.slipway.deployer.rollout.analysis.VersionSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A step at one moment, in words and columns of at most {@link #WIDTH} characters. */
final class RolloutTable {
    static final int WIDTH = 96;
    private static final String ROW = "  %-13s %8s %10s %10s %16s %10s %10s";

    private final Waiting state;
    private final Observation seen;
    private final Instant now;

    RolloutTable(Waiting state, Observation seen, Instant now) {
        this.state = state;
        this.seen = seen;
        this.now = now;
    }

    /** What a state that is not a bake means, in one line. */
    static String headline(RolloutState state) {
        Rollout rollout = state.rollout();
        String what = switch (state.phase()) {
            case SUCCEEDED -> "version " + rollout.canary() + " has all traffic";
            case FAILED ->
                ((Failed) state).cause() == Failed.Cause.MOVED_BY_HAND
                        ? "stopped, the alias has another owner"
                        : "back to version " + rollout.stable();
            default -> "to " + rollout.splitAt(state.step()).describe();
        };
        return cut(rollout.model() + " " + rollout.alias() + "  " + state.phase() + ": " + what);
    }

    String draw() {
        List<String> lines = new ArrayList<>();
        lines.add(head());
        lines.add(String.format(Locale.ROOT, ROW, "version", "target", "observed", "requests", "errors", "p50", "p99"));
        lines.add(row(seen.stable(), "stable"));
        lines.add(row(seen.canary(), "canary"));
        for (Finding finding : analysis().findings()) {
            lines.add(String.format("  %-8s %-13s %s", finding.check(), finding.verdict(), finding.words()));
        }
        return String.join("\n", lines.stream().map(RolloutTable::cut).toList());
    }

    /** The same in one line, for a log. */
    String brief() {
        return cut(String.format(
                Locale.ROOT,
                "%s: canary %s of %,d requests, %,d errors, %s",
                head(),
                observed(seen.canary()).map(RolloutTable::percent).orElse("-"),
                seen.canary().requests() + seen.stable().requests(),
                seen.canary().errors(),
                analysis().verdict()));
    }

    private String head() {
        Rollout rollout = state.rollout();
        return String.format(
                "%s %s  %s -> %s  step %d of %d  %s%s",
                rollout.model(),
                rollout.alias(),
                rollout.stable(),
                rollout.canary(),
                state.step() + 1,
                rollout.plan().steps().size(),
                state.phase(),
                time());
    }

    private String time() {
        String baked = "  " + Duration.between(state.since(), now).toSeconds() + " s of "
                + state.bake().toSeconds() + " s";
        boolean held = state.holding(now) && analysis().verdict() == Verdict.INCONCLUSIVE;
        return held ? baked + ", held: too little to judge by" : baked;
    }

    /** From the numbers shown, so that words and columns agree. */
    private Analysis analysis() {
        Look look = state.holding(now) ? Look.AT_END_OF_BAKE : Look.DURING_BAKE;
        return Analysis.of(state.rollout().plan().checks(), seen.stable(), seen.canary(), look);
    }

    private String row(VersionSample sample, String role) {
        return String.format(
                Locale.ROOT,
                ROW,
                sample.version() + " " + role,
                percent(state.rollout().splitAt(state.step()).share(sample.version())),
                observed(sample).map(RolloutTable::percent).orElse("-"),
                String.format(Locale.ROOT, "%,d", sample.requests()),
                String.format(Locale.ROOT, "%,d (%s)", sample.errors(), percent(sample.errorRate())),
                latency(sample, 50),
                latency(sample, 99));
    }

    private static String latency(VersionSample sample, double percentile) {
        return sample.latencies()
                .at(percentile)
                .map(millis -> String.format(Locale.ROOT, "%.1f ms", millis))
                .orElse("-");
    }

    private Optional<Double> observed(VersionSample sample) {
        long all = seen.stable().requests() + seen.canary().requests();
        return all == 0 ? Optional.empty() : Optional.of((double) sample.requests() / all);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }
}
