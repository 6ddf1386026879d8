package dev.slipway.deployer.rollout;

import dev.slipway.deployer.cloud.MetricSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The time that a query covers, in one period if CloudWatch aligns periods to the start and in two if it does not: percentiles of many periods
 * cannot be added up.
 *
 * @param period in seconds, one that CloudWatch knows
 */
record Window(Instant from, Instant to, int period) {
    private static final Duration IN_SECONDS = Duration.ofMinutes(15);
    private static final int[] SHORT_PERIODS = {1, 5, 10, 30};

    static Window of(Instant since, Instant now) {
        long seconds = Math.max(1, now.getEpochSecond() - since.getEpochSecond() + 1);
        int period = Math.toIntExact((seconds + 59) / 60 * 60);
        for (int i = SHORT_PERIODS.length - 1; i >= 0; i--) {
            if (SHORT_PERIODS[i] >= seconds) {
                period = SHORT_PERIODS[i];
            }
        }
        int grain = Math.min(period, 60);
        Instant from = Instant.ofEpochSecond(since.getEpochSecond() / grain * grain);
        return new Window(from, end(from, now), period);
    }

    /**
     * The window for sums, which may be made of many periods: it begins with the first full one after {@code since}, so that nothing of the step before
     * is counted. Seconds are kept for three hours, and a long bake does not miss one.
     */
    static Window forSums(Instant since, Instant now) {
        int period = Duration.between(since, now).compareTo(IN_SECONDS) <= 0 ? 1 : 60;
        long from = (since.getEpochSecond() / period + 1) * period;
        return new Window(Instant.ofEpochSecond(from), end(Instant.ofEpochSecond(from), now), period);
    }

    /** After the start in any case: a clock that is set back in the middle of a step must not end the rollout. */
    static Instant end(Instant from, Instant now) {
        Instant end = now.plusSeconds(1);
        return end.isAfter(from) ? end : from.plusSeconds(1);
    }

    /** Such as p99 or p95.55; the highest percentile is the maximum. */
    static String statistic(double percentile) {
        if (percentile >= 100) {
            return "Maximum";
        }
        return "p"
                + (percentile == Math.rint(percentile)
                        ? Long.toString((long) percentile)
                        : Double.toString(percentile));
    }

    /** The mean of the periods' values, each by its number of samples. */
    static double weighted(MetricSeries values, MetricSeries samples) {
        Map<Instant, Double> weights = samples.points().stream()
                .collect(Collectors.toMap(MetricSeries.Point::at, MetricSeries.Point::value, Double::sum));
        double sum = 0;
        double weight = 0;
        for (MetricSeries.Point point : values.points()) {
            double samplesThen = weights.getOrDefault(point.at(), 1.0);
            sum += point.value() * samplesThen;
            weight += samplesThen;
        }
        return sum / weight;
    }
}
