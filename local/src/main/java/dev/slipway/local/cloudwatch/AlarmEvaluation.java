package dev.slipway.local.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Which state an alarm's metric puts it in, from the last whole periods. */
final class AlarmEvaluation {
    private AlarmEvaluation() {}

    /** @param reason in CloudWatch's words, for people */
    record Verdict(StateValue state, String reason) {}

    /** @return empty when the alarm is to stay as it is, for want of data */
    static Optional<Verdict> of(MetricAlarm alarm, MetricStore store, long nowMillis) {
        int period = alarm.period();
        int wanted = alarm.evaluationPeriods();
        int toAlarm = alarm.datapointsToAlarm() == null ? wanted : alarm.datapointsToAlarm();
        long end = Math.floorDiv(nowMillis, 1000L * period) * period;
        ToDoubleFunction<Aggregate> statistic = Statistics.named(
                alarm.extendedStatistic() == null ? alarm.statisticAsString() : alarm.extendedStatistic());
        List<Double> values = values(alarm, store, end - (long) wanted * period, end, statistic);
        long breaching = values.stream().filter(value -> breaches(alarm, value)).count();
        int missing = wanted - values.size();
        String treat = alarm.treatMissingData() == null ? "missing" : alarm.treatMissingData();
        long counted = treat.equals("breaching") ? breaching + missing : breaching;
        if (counted >= toAlarm) {
            return Optional.of(new Verdict(StateValue.ALARM, crossed(alarm, values, counted, wanted, toAlarm)));
        }
        if (values.isEmpty() && treat.equals("ignore")) {
            return Optional.empty();
        }
        if (values.isEmpty() && treat.equals("missing")) {
            return Optional.of(new Verdict(
                    StateValue.INSUFFICIENT_DATA, "Insufficient Data: " + wanted + " datapoints were unknown."));
        }
        return Optional.of(new Verdict(StateValue.OK, crossed(alarm, values, counted, wanted, toAlarm)));
    }

    private static List<Double> values(
            MetricAlarm alarm, MetricStore store, long from, long to, ToDoubleFunction<Aggregate> statistic) {
        NavigableMap<Long, Aggregate> periods = store.find(
                        alarm.namespace(), alarm.metricName(), MetricQueries.map(alarm.dimensions()))
                .map(series -> series.byPeriod(from, to, alarm.period()))
                .orElseGet(java.util.TreeMap::new);
        List<Double> values = new ArrayList<>();
        periods.values().forEach(aggregate -> {
            double value = statistic.applyAsDouble(aggregate);
            if (!Double.isNaN(value)) {
                values.add(value);
            }
        });
        return values;
    }

    private static boolean breaches(MetricAlarm alarm, double value) {
        double threshold = alarm.threshold();
        return switch (alarm.comparisonOperator()) {
            case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> value >= threshold;
            case GREATER_THAN_THRESHOLD -> value > threshold;
            case LESS_THAN_THRESHOLD -> value < threshold;
            case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> value <= threshold;
            default -> throw new IllegalStateException("refused when put: " + alarm.comparisonOperator());
        };
    }

    private static String crossed(MetricAlarm alarm, List<Double> values, long breaching, int periods, int toAlarm) {
        String comparison = alarm.comparisonOperatorAsString()
                .replaceAll("([A-Z])", " $1")
                .trim()
                .toLowerCase(Locale.ROOT)
                .replace("threshold", "the threshold (" + alarm.threshold() + ")");
        return "Threshold Crossed: " + breaching + " out of the last " + periods + " datapoints " + values + " were "
                + comparison + " (minimum " + toAlarm + " datapoints for OK -> ALARM transition).";
    }
}
