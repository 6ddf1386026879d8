package dev.slipway.local.cloudwatch;

import dev.slipway.local.http.AwsError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** What can be asked of the metrics. */
final class MetricQueries {
    private final MetricStore store;

    MetricQueries(MetricStore store) {
        this.store = store;
    }

    static Map<String, String> map(List<Dimension> dimensions) {
        Map<String, String> map = new LinkedHashMap<>();
        dimensions.forEach(dimension -> map.put(dimension.name(), dimension.value()));
        return map;
    }

    GetMetricDataResponse data(GetMetricDataRequest request) {
        checkRange(request.startTime(), request.endTime());
        List<MetricDataResult> results = new ArrayList<>();
        for (MetricDataQuery query : request.metricDataQueries()) {
            MetricStat stat = query.metricStat();
            if (stat == null) {
                throw new AwsError(
                        400,
                        "ValidationError",
                        "The embedded cloud has no metric math: query '" + query.id()
                                + "' must have a MetricStat, and no Expression");
            }
            if (!Boolean.FALSE.equals(query.returnData())) {
                results.add(result(request, query, stat));
            }
        }
        return GetMetricDataResponse.builder().metricDataResults(results).build();
    }

    private MetricDataResult result(GetMetricDataRequest request, MetricDataQuery query, MetricStat stat) {
        ToDoubleFunction<Aggregate> statistic = Statistics.named(stat.stat());
        List<Instant> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        periods(stat.metric(), stat.unitAsString(), request.startTime(), request.endTime(), stat.period())
                .forEach((second, aggregate) -> {
                    double value = statistic.applyAsDouble(aggregate);
                    if (!Double.isNaN(value)) {
                        times.add(Instant.ofEpochSecond(second));
                        values.add(value);
                    }
                });
        if (request.scanBy() != ScanBy.TIMESTAMP_ASCENDING) {
            Collections.reverse(times);
            Collections.reverse(values);
        }
        return MetricDataResult.builder()
                .id(query.id())
                .label(query.label() == null ? stat.metric().metricName() : query.label())
                .timestamps(times)
                .values(values)
                .statusCode(StatusCode.COMPLETE)
                .build();
    }

    GetMetricStatisticsResponse statistics(GetMetricStatisticsRequest request) {
        checkRange(request.startTime(), request.endTime());
        Metric metric = Metric.builder()
                .namespace(request.namespace())
                .metricName(request.metricName())
                .dimensions(request.dimensions())
                .build();
        List<Datapoint> points = new ArrayList<>();
        periods(metric, request.unitAsString(), request.startTime(), request.endTime(), request.period())
                .forEach((second, aggregate) -> points.add(point(request, metric, second, aggregate)));
        return GetMetricStatisticsResponse.builder()
                .label(request.metricName())
                .datapoints(points)
                .build();
    }

    private Datapoint point(GetMetricStatisticsRequest request, Metric metric, long second, Aggregate aggregate) {
        Datapoint.Builder point = Datapoint.builder().timestamp(Instant.ofEpochSecond(second));
        store.find(metric.namespace(), metric.metricName(), map(metric.dimensions()))
                .ifPresent(series -> point.unit(series.unit()));
        for (String name : request.statisticsAsStrings()) {
            double value = Statistics.named(name).applyAsDouble(aggregate);
            switch (name) {
                case "SampleCount" -> point.sampleCount(value);
                case "Sum" -> point.sum(value);
                case "Average" -> point.average(value);
                case "Minimum" -> point.minimum(value);
                case "Maximum" -> point.maximum(value);
                default -> throw new AwsError(400, "InvalidParameterValue", "Statistics has no " + name);
            }
        }
        Map<String, Double> extended = new TreeMap<>();
        for (String name : request.extendedStatistics()) {
            extended.put(name, Statistics.named(name).applyAsDouble(aggregate));
        }
        extended.values().removeIf(value -> value.isNaN());
        return extended.isEmpty()
                ? point.build()
                : point.extendedStatistics(extended).build();
    }

    private NavigableMap<Long, Aggregate> periods(
            Metric metric, String unit, Instant from, Instant to, Integer seconds) {
        int period = Statistics.checkedPeriod(seconds);
        return store.find(metric.namespace(), metric.metricName(), map(metric.dimensions()))
                .filter(series -> unit == null || unit.equals(series.unit()))
                .map(series -> series.byPeriod(from.getEpochSecond(), roundedUp(to), period))
                .orElseGet(TreeMap::new);
    }

    private static long roundedUp(Instant to) {
        return to.getNano() == 0 ? to.getEpochSecond() : to.getEpochSecond() + 1;
    }

    private static void checkRange(Instant from, Instant to) {
        if (from == null || to == null || !from.isBefore(to)) {
            throw new AwsError(
                    400,
                    "InvalidParameterValue",
                    "The parameter StartTime must be less than the parameter EndTime: " + from + ", " + to);
        }
    }

    ListMetricsResponse list(ListMetricsRequest request) {
        List<Metric> metrics = store.all().keySet().stream()
                .filter(key ->
                        request.namespace() == null || request.namespace().equals(key.namespace()))
                .filter(key ->
                        request.metricName() == null || request.metricName().equals(key.name()))
                .filter(key -> request.dimensions().stream()
                        .allMatch(wanted -> key.dimensions().containsKey(wanted.name())
                                && (wanted.value() == null
                                        || wanted.value()
                                                .equals(key.dimensions().get(wanted.name())))))
                .sorted(Comparator.comparing(SeriesKey::namespace)
                        .thenComparing(SeriesKey::name)
                        .thenComparing(key -> new TreeMap<>(key.dimensions()).toString()))
                .map(MetricQueries::metric)
                .toList();
        return ListMetricsResponse.builder().metrics(metrics).build();
    }

    private static Metric metric(SeriesKey key) {
        return Metric.builder()
                .namespace(key.namespace())
                .metricName(key.name())
                .dimensions(new TreeMap<>(key.dimensions())
                        .entrySet().stream()
                                .map(entry -> Dimension.builder()
                                        .name(entry.getKey())
                                        .value(entry.getValue())
                                        .build())
                                .toList())
                .build();
    }
}
