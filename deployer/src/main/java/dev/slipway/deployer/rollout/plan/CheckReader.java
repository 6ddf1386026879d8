package dev.slipway.deployer.rollout.plan;

import dev.slipway.deployer.rollout.analysis.Check;
import dev.slipway.deployer.rollout.analysis.ErrorCheck;
import dev.slipway.deployer.rollout.analysis.LatencyCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the checks of a plan; a check that is named without values has its defaults. */
final class CheckReader {
    private final BiConsumer<String, String> problem;

    CheckReader(BiConsumer<String, String> problem) {
        this.problem = problem;
    }

    /** @param given false when the plan does not speak of checks at all: then the usual ones decide */
    List<Check> read(@Nullable Object tree, boolean given) {
        if (!given) {
            return Plan.DEFAULT_CHECKS;
        }
        List<Check> checks = new ArrayList<>();
        map(tree, ".checks", "must be a map such as {errors: {}, latency: {p99: 1.5}}")
                .forEach((key, value) -> {
                    String at = ".checks." + key;
                    switch (String.valueOf(key)) {
                        case ErrorCheck.NAME -> checks.add(errors(at, value));
                        case LatencyCheck.NAME -> checks.add(latency(at, value));
                        default -> problem.accept(at, "unknown; the checks are errors and latency");
                    }
                });
        return checks;
    }

    private Check errors(String at, @Nullable Object tree) {
        double significance = ErrorCheck.DEFAULT.significance();
        long minSamples = ErrorCheck.DEFAULT.minSamples();
        for (Map.Entry<?, ?> entry : map(tree, at, "must be a map").entrySet()) {
            String field = at + "." + entry.getKey();
            switch (String.valueOf(entry.getKey())) {
                case "significance" -> significance = number(field, entry.getValue(), 1e-9, 0.5);
                case "min_samples" -> minSamples = (long) number(field, entry.getValue(), 1, 1e9);
                default -> problem.accept(field, "unknown; errors has significance and min_samples");
            }
        }
        return new ErrorCheck(significance, minSamples);
    }

    private Check latency(String at, @Nullable Object tree) {
        Map<Double, Double> ratios = new HashMap<>();
        Duration floor = LatencyCheck.DEFAULT.floor();
        long minSamples = LatencyCheck.DEFAULT.minSamples();
        for (Map.Entry<?, ?> entry : map(tree, at, "must be a map").entrySet()) {
            String key = String.valueOf(entry.getKey());
            String field = at + "." + key;
            switch (key) {
                case "floor" -> floor = floor(field, entry.getValue());
                case "min_samples" -> minSamples = (long) number(field, entry.getValue(), 1, 1e9);
                default -> {
                    if (key.matches("p\\d\\d(\\.\\d)?")) {
                        ratios.put(Double.valueOf(key.substring(1)), number(field, entry.getValue(), 1, 1000));
                    } else {
                        problem.accept(field, "unknown; latency has p50, p99 (ratios), floor and min_samples");
                    }
                }
            }
        }
        return new LatencyCheck(ratios.isEmpty() ? LatencyCheck.DEFAULT.ratios() : ratios, floor, minSamples);
    }

    private Duration floor(String field, @Nullable Object value) {
        return Durations.read(String.valueOf(value))
                .filter(floor -> !floor.isNegative())
                .orElseGet(() -> {
                    problem.accept(field, "must be a time such as 25ms, not " + value);
                    return Duration.ZERO;
                });
    }

    private double number(String field, @Nullable Object value, double from, double to) {
        if (value instanceof Number number && number.doubleValue() >= from && number.doubleValue() <= to) {
            return number.doubleValue();
        }
        problem.accept(field, "must be a number from " + plain(from) + " to " + plain(to) + ", not " + value);
        return from;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private Map<?, ?> map(@Nullable Object tree, String at, String otherwise) {
        if (tree == null) {
            return Map.of();
        }
        if (tree instanceof Map<?, ?> map) {
            return map;
        }
        problem.accept(at, otherwise + ", not " + tree);
        return Map.of();
    }
}
