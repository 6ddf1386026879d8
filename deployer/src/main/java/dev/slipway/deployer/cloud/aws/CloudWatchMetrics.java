package dev.slipway.deployer.cloud.aws;

import dev.slipway.deployer.cloud.MetricQuery;
import dev.slipway.deployer.cloud.MetricSeries;
import dev.slipway.deployer.cloud.Metrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/** Metrics over CloudWatch's GetMetricData. */
final class CloudWatchMetrics implements Metrics {
    /** GetMetricData's own limit. */
    private static final int QUERIES_A_CALL = 500;

    private final LazyClient<CloudWatchClient> client;
    private final AwsCalls calls;

    CloudWatchMetrics(LazyClient<CloudWatchClient> client, AwsCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public List<MetricSeries> query(List<MetricQuery> queries, Instant from, Instant to) {
        List<MetricSeries> series = new ArrayList<>();
        for (int first = 0; first < queries.size(); first += QUERIES_A_CALL) {
            series.addAll(call(queries.subList(first, Math.min(queries.size(), first + QUERIES_A_CALL)), from, to));
        }
        return series;
    }

    private List<MetricSeries> call(List<MetricQuery> queries, Instant from, Instant to) {
        List<MetricDataQuery> asked = IntStream.range(0, queries.size())
                .mapToObj(i -> query("q" + i, queries.get(i)))
                .toList();
        Map<String, List<MetricSeries.Point>> points = new HashMap<>();
        calls.call("cloudwatch:GetMetricData", asked.size() + " metrics", () -> {
            client
                    .get()
                    .getMetricDataPaginator(request ->
                            request.metricDataQueries(asked).startTime(from).endTime(to))
                    .stream()
                    .flatMap(page -> page.metricDataResults().stream())
                    .forEach(result -> points.computeIfAbsent(result.id(), id -> new ArrayList<>())
                            .addAll(points(result)));
            return points;
        });
        return IntStream.range(0, queries.size())
                .mapToObj(i -> new MetricSeries(points.getOrDefault("q" + i, List.of()).stream()
                        .sorted(Comparator.comparing(MetricSeries.Point::at))
                        .toList()))
                .toList();
    }

    private static List<MetricSeries.Point> points(MetricDataResult result) {
        return IntStream.range(0, result.timestamps().size())
                .mapToObj(i -> new MetricSeries.Point(
                        result.timestamps().get(i), result.values().get(i)))
                .toList();
    }

    private static MetricDataQuery query(String id, MetricQuery query) {
        List<Dimension> dimensions = query.dimensions().entrySet().stream()
                .map(entry -> Dimension.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(stat -> stat.stat(query.statistic())
                        .period(query.period())
                        .metric(metric -> metric.namespace(query.namespace())
                                .metricName(query.name())
                                .dimensions(dimensions)))
                .build();
    }
}
