package dev.slipway.deployer.rollout.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fails a canary that is slower than allowed for certain: the least its percentile can be is over the most that stable's can be, by the ratio
 * <em>and</em> by the floor. Without the floor 2 ms would fail against 1 ms; without the bounds one cold start would decide a small sample.
 *
 * @param ratios the greatest allowed ratio of canary to stable, by percentile such as 50 or 99
 * @param floor a difference below which no ratio matters
 * @param minSamples requests that each version must have had
 */
public record LatencyCheck(Map<Double, Double> ratios, Duration floor, long minSamples) implements Check {
    public static final String NAME = "latency";
    public static final LatencyCheck DEFAULT =
            new LatencyCheck(Map.of(50.0, 1.5, 99.0, 1.5), Duration.ofMillis(25), 50);

    public LatencyCheck {
        ratios = Map.copyOf(ratios);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        ratios.forEach((percentile, ratio) -> settings.put(name(percentile), ratio));
        settings.put("floor", floor.toMillis() + "ms");
        settings.put("min_samples", minSamples);
        return settings;
    }

    @Override
    public Finding examine(VersionSample stable, VersionSample canary, Look look) {
        if (canary.requests() < minSamples || stable.requests() < minSamples) {
            return Check.tooFew(NAME, minSamples, stable, canary);
        }
        List<String> good = new ArrayList<>();
        for (Map.Entry<Double, Double> ratio : new TreeMap<>(ratios).entrySet()) {
            Optional<Comparison> compared = compare(ratio.getKey(), ratio.getValue(), stable, canary);
            if (compared.isEmpty()) {
                return new Finding(NAME, Verdict.INCONCLUSIVE, "no latency measured yet for " + name(ratio.getKey()));
            }
            if (compared.get().slower()) {
                return new Finding(NAME, Verdict.FAILED, compared.get().failure());
            }
            good.add(compared.get().words());
        }
        return new Finding(NAME, Verdict.SUCCESSFUL, String.join(", ", good));
    }

    private Optional<Comparison> compare(double percentile, double ratio, VersionSample stable, VersionSample canary) {
        PercentileRange ofCanary = PercentileRange.of(percentile, canary.requests());
        PercentileRange ofStable = PercentileRange.of(percentile, stable.requests());
        Latencies slow = canary.latencies();
        Latencies base = stable.latencies();
        return slow.at(percentile)
                .flatMap(measured -> slow.at(ofCanary.low())
                        .flatMap(atLeast -> base.at(percentile)
                                .flatMap(normal -> base.at(ofStable.high())
                                        .map(atMost -> new Comparison(
                                                name(percentile),
                                                ratio,
                                                floor.toMillis(),
                                                measured,
                                                atLeast,
                                                normal,
                                                atMost)))));
    }

    private static String name(double percentile) {
        return "p"
                + (percentile == Math.rint(percentile)
                        ? Long.toString((long) percentile)
                        : Double.toString(percentile));
    }

    /** One percentile of both versions, with the bounds that decide; in milliseconds. */
    private record Comparison(
            String name, double ratio, double floor, double canary, double atLeast, double stable, double atMost) {

        boolean slower() {
            return atLeast > atMost * ratio && atLeast > atMost + floor;
        }

        String words() {
            return String.format(Locale.ROOT, "%s %.1f ms against %.1f ms", name, canary, stable);
        }

        String failure() {
            return String.format(
                    Locale.ROOT,
                    "%s %.1f ms (at least %.1f) against %.1f ms (at most %.1f): over %.2f times",
                    name,
                    canary,
                    atLeast,
                    stable,
                    atMost,
                    ratio);
        }
    }
}
