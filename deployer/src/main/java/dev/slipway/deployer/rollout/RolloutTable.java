package dev.slipway.deployer.rollout;

import dev.slipway.deployer.rollout.analysis.Analysis;
import dev.slipway.deployer.rollout.analysis.Finding;
import dev.slipway.deployer.rollout.analysis.VersionSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A rollout at one moment, in words and columns of at most {@link #WIDTH} characters. */
final class RolloutTable {
    static final int WIDTH = 96;
    private static final String ROW = "  %-13s %8s %10s %10s %16s %10s %10s";

    private final RolloutState state;
    private final Observation seen;
    private final Instant now;

    RolloutTable(RolloutState state, Observation seen, Instant now) {
        this.state = state;
        this.seen = seen;
        this.now = now;
    }

    String draw() {
        Rollout rollout = state.rollout();
        List<String> lines = new ArrayList<>();
        lines.add(head());
        lines.add(String.format(Locale.ROOT, ROW, "version", "target", "observed", "requests", "errors", "p50", "p99"));
        lines.add(row(seen.stable(), "stable"));
        lines.add(row(seen.canary(), "canary"));
        for (Finding finding : analysis(state).findings()) {
            lines.add(String.format("  %-8s %-13s %s", finding.check(), finding.verdict(), finding.words()));
        }
        if (state instanceof Failed failed) {
            lines.add("  back to version " + rollout.stable() + ": " + failed.reason());
        }
        return String.join("\n", lines.stream().map(RolloutTable::cut).toList());
    }

    /** The same for a log: one line, and one for each verdict at a turn. */
    static List<String> lines(RolloutState state, Observation seen, Instant now) {
        RolloutTable table = new RolloutTable(state, seen, now);
        List<String> lines = new ArrayList<>();
        lines.add(table.head() + (state instanceof Waiting ? "; " + table.brief() : ""));
        if (state instanceof Failed failed) {
            lines.add("  back to version " + state.rollout().stable() + ": " + failed.reason());
        }
        return lines;
    }

    /** Whether the rollout waits for evidence although the bake is over. */
    static boolean held(RolloutState state, Instant now) {
        return state instanceof Waiting waiting && waiting.holding(now);
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
        if (!(state instanceof Waiting waiting)) {
            return "";
        }
        String baked = Duration.between(waiting.since(), now).toSeconds() + " s of "
                + waiting.bake().toSeconds() + " s";
        return held(state, now) ? "  " + baked + ", held: too little to judge by" : "  " + baked;
    }

    private String brief() {
        return String.format(
                Locale.ROOT,
                "canary %s observed %s, %,d requests, %s errors; %s",
                percent(target(state.rollout().canary())),
                observed(seen.canary()).map(RolloutTable::percent).orElse("-"),
                seen.canary().requests() + seen.stable().requests(),
                seen.canary().errors(),
                analysis(state).verdict());
    }

    private String row(VersionSample sample, String role) {
        return String.format(
                Locale.ROOT,
                ROW,
                sample.version() + " " + role,
                percent(target(sample.version())),
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

    private double target(String version) {
        Rollout rollout = state.rollout();
        return (state instanceof Failed ? Split.all(rollout.stable()) : rollout.splitAt(state.step())).share(version);
    }

    private Optional<Double> observed(VersionSample sample) {
        long all = seen.stable().requests() + seen.canary().requests();
        return all == 0 ? Optional.empty() : Optional.of((double) sample.requests() / all);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static Analysis analysis(RolloutState state) {
        if (state instanceof Waiting waiting) {
            return waiting.last();
        }
        return state instanceof Failed failed ? failed.last() : Analysis.NONE;
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }
}
