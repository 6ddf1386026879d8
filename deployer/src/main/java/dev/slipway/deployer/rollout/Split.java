package dev.slipway.deployer.rollout;

import dev.slipway.deployer.cloud.Alias;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How an alias divides its traffic.
 *
 * @param version takes what the weights leave
 * @param weights share of each other version, 0 to 1
 */
public record Split(String version, Map<String, Double> weights) {
    private static final double NOTHING = 1e-6;

    public Split {
        weights = Map.copyOf(weights);
    }

    public static Split all(String version) {
        return new Split(version, Map.of());
    }

    /** @param percent the canary's share, 1 to 99 */
    public static Split of(String stable, String canary, int percent) {
        return new Split(stable, Map.of(canary, percent / 100.0));
    }

    public static Split of(Alias alias) {
        return new Split(alias.version(), alias.weights());
    }

    /** The version's share of the traffic, 0 to 1. */
    public double share(String of) {
        double given =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        return weights.getOrDefault(of, 0.0) + (of.equals(version) ? 1 - given : 0);
    }

    /** True when both divide the traffic alike, however they write it. */
    public boolean matches(Split other) {
        return shares().keySet().equals(other.shares().keySet())
                && shares().keySet().stream().allMatch(v -> Math.abs(share(v) - other.share(v)) < NOTHING);
    }

    private Map<String, Double> shares() {
        Map<String, Double> shares = new TreeMap<>();
        weights.keySet().forEach(other -> shares.put(other, share(other)));
        shares.put(version, share(version));
        shares.values().removeIf(share -> share < NOTHING);
        return shares;
    }

    /** Such as {@code version 3: 90 %, version 4: 10 %}. */
    public String describe() {
        return shares().entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "version %s: %s %%", e.getKey(), percent(e.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        double percent = Math.round(share * 1000) / 10.0;
        return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
    }
}
