package dev.slipway.deployer.cloud;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Metrics in memory: points by query, as the test recorded them. */
public final class InMemoryMetrics implements Metrics {
    private final Faults faults;
    private final Map<MetricQuery, List<MetricSeries.Point>> points = new HashMap<>();

    public InMemoryMetrics() {
        this(new Faults());
    }

    InMemoryMetrics(Faults faults) {
        this.faults = faults;
    }

    public Faults faults() {
        return faults;
    }

    /** Records the answer of one period to one query. */
    public void record(MetricQuery query, Instant at, double value) {
        points.computeIfAbsent(query, q -> new ArrayList<>()).add(new MetricSeries.Point(at, value));
    }

    @Override
    public List<MetricSeries> query(List<MetricQuery> queries, Instant from, Instant to) {
        return faults.call(
                "query",
                () -> queries.stream()
                        .map(query -> new MetricSeries(points.getOrDefault(query, List.of()).stream()
                                .filter(point ->
                                        !point.at().isBefore(from) && point.at().isBefore(to))
                                .toList()))
                        .toList());
    }
}
