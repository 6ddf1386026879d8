package dev.slipway.deployer.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the demo has measured from outside.
 *
 * @param splits of the good rollout's steps
 * @param requests of all clients
 * @param failures that clients saw, all of them
 * @param failuresBefore those of them before the bad release began
 * @param secondsToRollback from the bad version's first traffic until stable had all of it again; negative when it never did
 * @param seconds the whole demo
 */
public record DemoReport(
        List<ObservedSplit> splits,
        long requests,
        long failures,
        long failuresBefore,
        double secondsToRollback,
        double seconds) {
    public DemoReport {
        splits = List.copyOf(splits);
    }

    /** Everything that did not happen as it must. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (splits.size() != 2) {
            faults.add("the good rollout was to be seen at 2 weights below 100 %, and was at " + splits.size());
        }
        splits.stream()
                .filter(split -> !split.holds())
                .forEach(split -> faults.add("outside of its interval: " + split.describe()));
        if (failuresBefore > 0) {
            faults.add(failuresBefore + " requests failed before the bad release");
        }
        if (failures == failuresBefore) {
            faults.add("no client saw the bad release fail");
        }
        if (secondsToRollback < 0) {
            faults.add("the bad release was not seen to come and go");
        }
        return faults;
    }

    public String describe() {
        List<String> lines = new ArrayList<>();
        lines.add("summary");
        splits.forEach(split -> lines.add("  " + split.describe()));
        lines.add(String.format(
                Locale.ROOT,
                "  %,d requests in all, %,d failed, %,d of them before the bad release",
                requests,
                failures,
                failuresBefore));
        lines.add(String.format(
                Locale.ROOT, "  the bad release had traffic for %.1f s, then was rolled back", secondsToRollback));
        lines.add(String.format(Locale.ROOT, "  %.0f s in all", seconds));
        return String.join("\n", lines);
    }
}
