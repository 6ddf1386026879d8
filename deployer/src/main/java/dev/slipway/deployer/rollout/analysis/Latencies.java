package dev.slipway.deployer.rollout.analysis;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Latency in milliseconds by percentile (0 to 100), as far as it was asked for and measured. */
public record Latencies(Map<Double, Double> byPercentile) {
    public static final Latencies NONE = new Latencies(Map.of());

    public Latencies {
        byPercentile = Map.copyOf(byPercentile);
    }

    /** The measured percentile nearest to the one asked for, when one lies within half a point of it. */
    public Optional<Double> at(double percentile) {
        TreeMap<Double, Double> sorted = new TreeMap<>(byPercentile);
        return sorted.entrySet().stream()
                .filter(entry -> Math.abs(entry.getKey() - percentile) < 0.5e-3)
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
