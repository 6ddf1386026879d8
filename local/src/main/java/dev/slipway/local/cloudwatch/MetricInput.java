package dev.slipway.local.cloudwatch;

import dev.slipway.local.http.AwsError;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.StatisticSet;

/** PutMetricData: single values, values with counts, and statistic sets. */
final class MetricInput {
    private static final int MOST_DATA = 1000;
    private static final int MOST_DIMENSIONS = 30;

    private final MetricStore store;
    private final Clock clock;

    MetricInput(MetricStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void put(PutMetricDataRequest request) {
        if (request.namespace() == null || request.namespace().isEmpty()) {
            throw invalid("The parameter Namespace is required");
        }
        if (request.metricData().size() > MOST_DATA) {
            throw invalid("MetricData has " + request.metricData().size() + " entries; " + MOST_DATA + " are allowed");
        }
        // all or nothing: what is wrong is found before the first value counts
        request.metricData().forEach(MetricInput::check);
        request.metricData().forEach(datum -> put(request.namespace(), datum));
    }

    private static void check(MetricDatum datum) {
        boolean values = datum.hasValues();
        int given = (datum.value() == null ? 0 : 1) + (values ? 1 : 0) + (datum.statisticValues() == null ? 0 : 1);
        if (datum.metricName() == null || datum.metricName().isEmpty()) {
            throw invalid("MetricName is required in every MetricData");
        }
        if (given != 1) {
            throw invalid("The metric " + datum.metricName() + " must have one of Value, Values and StatisticValues");
        }
        if (values
                && datum.hasCounts()
                && datum.counts().size() != datum.values().size()) {
            throw invalid("The metric " + datum.metricName() + " has "
                    + datum.values().size() + " Values and " + datum.counts().size() + " Counts");
        }
        if (datum.dimensions().size() > MOST_DIMENSIONS) {
            throw invalid("The metric " + datum.metricName() + " has more than " + MOST_DIMENSIONS + " dimensions");
        }
        boolean finite = (datum.value() == null || Double.isFinite(datum.value()))
                && datum.values().stream().allMatch(Double::isFinite);
        if (!finite) {
            throw invalid("The metric " + datum.metricName() + " has a value that is not finite");
        }
    }

    private void put(String namespace, MetricDatum datum) {
        String unit = datum.unit() == null ? "None" : datum.unitAsString();
        long millis =
                datum.timestamp() == null ? clock.millis() : datum.timestamp().toEpochMilli();
        Series series = store.series(namespace, datum.metricName(), MetricQueries.map(datum.dimensions()), unit);
        StatisticSet set = datum.statisticValues();
        if (set != null) {
            series.add(
                    millis, aggregate -> aggregate.addSet(set.sampleCount(), set.sum(), set.minimum(), set.maximum()));
        } else if (datum.value() != null) {
            series.add(millis, datum.value(), 1);
        } else {
            List<Double> counts = datum.counts();
            for (int i = 0; i < datum.values().size(); i++) {
                series.add(millis, datum.values().get(i), datum.hasCounts() ? counts.get(i) : 1);
            }
        }
    }

    private static AwsError invalid(String why) {
        return new AwsError(400, "InvalidParameterValue", why);
    }
}
