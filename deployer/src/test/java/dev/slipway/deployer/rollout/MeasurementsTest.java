package dev.slipway.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.cloud.InMemoryMetrics;
import dev.slipway.deployer.cloud.MetricQuery;
import dev.slipway.deployer.rollout.analysis.PercentileRange;
import dev.slipway.deployer.rollout.analysis.VersionSample;
import dev.slipway.deployer.rollout.plan.Plan;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
    private static final Instant SINCE = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant NOW = SINCE.plusSeconds(7);
    private static final int PERIOD = 10;
    private static final Map<String, String> OWN = Map.of("Model", "penguins", "ModelVersion", "4");
    private static final Rollout ROLLOUT = new Rollout("penguins", "f", "live", "3", "4", Plan.DEFAULT, SINCE);

    private final InMemoryMetrics metrics = new InMemoryMetrics();

    @Test
    void what_the_function_reports_and_what_only_lambda_knows_are_added_up() {
        sums("Invocations", 0, 60);
        sums("Invocations", 1, 40);
        sums("Invocations", 5, 60);
        sums("Errors", 5, 3);
        metrics.record(
                new MetricQuery(
                        "AWS/Lambda",
                        "Errors",
                        Map.of("FunctionName", "f", "Resource", "f:live", "ExecutedVersion", "4"),
                        "Sum",
                        60),
                SINCE,
                2);
        own("Latency", "SampleCount", 100);
        own("Latency", "p99", 12.5);
        own("Latency", "p" + PercentileRange.of(99, 102).low(), 9);

        VersionSample sample = new Measurements(metrics).of(ROLLOUT, "4", SINCE, NOW);

        assertThat(sample.requests()).isEqualTo(102);
        assertThat(sample.errors()).isEqualTo(5);
        assertThat(sample.latencies().at(99)).contains(12.5);
        assertThat(sample.latencies().at(PercentileRange.of(99, 102).low())).contains(9.0);
        assertThat(sample.latencies().at(50)).isEmpty();
    }

    @Test
    void a_version_without_metrics_is_one_of_which_nothing_is_known() {
        assertThat(new Measurements(metrics).of(ROLLOUT, "4", SINCE, NOW)).isEqualTo(VersionSample.none("4"));
    }

    @Test
    void nothing_of_the_second_before_a_step_is_counted() {
        assertThat(Window.forSums(SINCE.plusMillis(300), NOW))
                .isEqualTo(new Window(SINCE.plusSeconds(1), NOW.plusSeconds(1), 1));
        assertThat(Window.forSums(SINCE.plusSeconds(1), SINCE.plusSeconds(3600)))
                .isEqualTo(new Window(SINCE.plusSeconds(60), SINCE.plusSeconds(3601), 60));
    }

    @Test
    void a_clock_that_is_set_back_in_the_middle_of_a_step_leaves_no_window_empty() {
        Instant earlier = SINCE.minusSeconds(12);

        assertThat(Window.forSums(SINCE, earlier)).isEqualTo(new Window(SINCE.plusSeconds(1), SINCE.plusSeconds(2), 1));
        assertThat(Window.of(SINCE, earlier)).isEqualTo(new Window(SINCE, SINCE.plusSeconds(1), 1));
    }

    @Test
    void a_window_is_covered_by_one_period_that_cloudwatch_knows() {
        assertThat(Window.of(SINCE, SINCE.plusSeconds(3)).period()).isEqualTo(5);
        assertThat(Window.of(SINCE, SINCE.plusSeconds(29)).period()).isEqualTo(30);
        assertThat(Window.of(SINCE.plusSeconds(17), SINCE.plusSeconds(100)))
                .isEqualTo(new Window(SINCE, SINCE.plusSeconds(101), 120));
        assertThat(Window.statistic(99)).isEqualTo("p99");
        assertThat(Window.statistic(95.55)).isEqualTo("p95.55");
        assertThat(Window.statistic(100)).isEqualTo("Maximum");
    }

    private void sums(String name, int second, double value) {
        metrics.record(new MetricQuery("Slipway", name, OWN, "Sum", 1), SINCE.plusSeconds(second), value);
    }

    private void own(String name, String statistic, double value) {
        metrics.record(new MetricQuery("Slipway", name, OWN, statistic, PERIOD), SINCE, value);
    }
}
