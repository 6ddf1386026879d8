package dev.slipway.deployer.rollout;

import dev.slipway.deployer.cloud.MetricQuery;
import dev.slipway.deployer.cloud.MetricSeries;
import dev.slipway.deployer.cloud.Metrics;
import dev.slipway.deployer.rollout.analysis.Latencies;
import dev.slipway.deployer.rollout.analysis.PercentileRange;
import dev.slipway.deployer.rollout.analysis.VersionSample;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What CloudWatch knows of one version since an instant: what the function reports of itself (EMF), and the failures of which only Lambda knows,
 * such as a timeout or a crash, after which the function reports nothing.
 */
public final class Measurements {
    private static final String OWN = "Slipway";
    private static final String LAMBDA = "AWS/Lambda";
    private static final double[] PERCENTILES = {50, 99};
    private static final int MINUTE = 60;

    private final Metrics metrics;

    public Measurements(Metrics metrics) {
        this.metrics = metrics;
    }

    VersionSample of(Rollout rollout, String version, Instant since, Instant now) {
        Window sums = Window.forSums(since, now);
        Map<String, String> own = Map.of("Model", rollout.model(), "ModelVersion", version);
        Map<String, String> lambda = Map.of(
                "FunctionName",
                rollout.function(),
                "Resource",
                rollout.function() + ":" + rollout.alias(),
                "ExecutedVersion",
                version);
        List<MetricSeries> counts = metrics.query(
                List.of(
                        new MetricQuery(OWN, "Invocations", own, "Sum", sums.period()),
                        new MetricQuery(OWN, "Errors", own, "Sum", sums.period())),
                sums.from(),
                sums.to());
        long crashes = crashes(lambda, since, now);
        long reported = Math.round(counts.get(0).sum());
        long requests = reported + crashes;
        long errors = Math.min(requests, Math.round(counts.get(1).sum()) + crashes);
        return new VersionSample(
                version,
                requests,
                errors,
                reported == 0 ? Latencies.NONE : latencies(own, requests, Window.of(since, now)));
    }

    private long crashes(Map<String, String> dimensions, Instant since, Instant now) {
        MetricQuery query = new MetricQuery(LAMBDA, "Errors", dimensions, "Sum", MINUTE);
        Instant from = since.truncatedTo(ChronoUnit.MINUTES);
        return Math.round(metrics.query(List.of(query), from, Window.end(from, now))
                .get(0)
                .sum());
    }

    /** Each percentile with the two that bound it, in one call. */
    private Latencies latencies(Map<String, String> dimensions, long requests, Window window) {
        TreeSet<Double> wanted = new TreeSet<>();
        for (double percentile : PERCENTILES) {
            PercentileRange range = PercentileRange.of(percentile, requests);
            wanted.addAll(List.of(range.low(), range.percentile(), range.high()));
        }
        List<MetricQuery> queries = new ArrayList<>();
        queries.add(new MetricQuery(OWN, "Latency", dimensions, "SampleCount", window.period()));
        wanted.forEach(percentile -> queries.add(
                new MetricQuery(OWN, "Latency", dimensions, Window.statistic(percentile), window.period())));
        List<MetricSeries> answers = metrics.query(queries, window.from(), window.to());
        Map<Double, Double> latencies = new HashMap<>();
        int index = 1;
        for (double percentile : wanted) {
            MetricSeries series = answers.get(index++);
            if (!series.points().isEmpty()) {
                latencies.put(percentile, Window.weighted(series, answers.get(0)));
            }
        }
        return new Latencies(latencies);
    }
}
