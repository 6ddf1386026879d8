package dev.slipway.deployer.rollout.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LatencyCheckTest {
    private static final LatencyCheck CHECK = LatencyCheck.DEFAULT;

    @Test
    void two_milliseconds_against_one_are_noise() {
        Finding finding = CHECK.examine(sample("3", 1000, 1, 7), sample("4", 1000, 2, 8), Look.AT_END_OF_BAKE);

        assertThat(finding.verdict()).isEqualTo(Verdict.SUCCESSFUL);
        assertThat(finding.words()).contains("p50 2.0 ms against 1.0 ms").contains("p99");
    }

    @Test
    void one_cold_start_among_few_requests_fails_nobody() {
        VersionSample stable = sample("3", 900, 3, 7);
        VersionSample canary = withOneSlow(100);

        assertThat(CHECK.examine(stable, canary, Look.AT_END_OF_BAKE).verdict()).isEqualTo(Verdict.SUCCESSFUL);
    }

    @Test
    void a_canary_twice_as_slow_fails_with_the_numbers_that_decided() {
        Finding finding = CHECK.examine(sample("3", 1000, 100, 7), sample("4", 500, 200, 8), Look.DURING_BAKE);

        assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(finding.words())
                .matches("p50 .* ms \\(at least .*\\) against .* ms \\(at most .*\\): over 1.50 times");
    }

    @Test
    void latencies_that_are_missing_are_inconclusive() {
        VersionSample unmeasured = new VersionSample("4", 500, 0, Latencies.NONE);

        Finding finding = CHECK.examine(sample("3", 1000, 100, 7), unmeasured, Look.AT_END_OF_BAKE);

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.words()).isEqualTo("no latency measured yet for p50");
    }

    private static VersionSample sample(String version, int requests, double around, long seed) {
        Random random = new Random(seed);
        double[] latencies = new double[requests];
        Arrays.setAll(latencies, i -> around * (1 + 0.05 * random.nextGaussian()));
        latencies[0] = around;
        return of(version, latencies, around);
    }

    private static VersionSample withOneSlow(int requests) {
        double[] latencies = new double[requests];
        Arrays.fill(latencies, 3);
        latencies[0] = 800;
        return of("4", latencies, 3);
    }

    private static VersionSample of(String version, double[] latencies, double median) {
        double[] sorted = latencies.clone();
        Arrays.sort(sorted);
        Map<Double, Double> measured = new HashMap<>();
        for (double percentile : new double[] {50, 99}) {
            PercentileRange range = PercentileRange.of(percentile, sorted.length);
            for (double wanted : new TreeSet<>(java.util.List.of(range.low(), range.percentile(), range.high()))) {
                int rank = (int) Math.ceil(wanted / 100 * sorted.length) - 1;
                measured.put(wanted, sorted[Math.max(0, rank)]);
            }
        }
        measured.put(50.0, median);
        return new VersionSample(version, sorted.length, 0, new Latencies(measured));
    }
}
