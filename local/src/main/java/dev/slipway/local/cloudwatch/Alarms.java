package dev.slipway.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.slipway.local.codec.JsonShapes;
import dev.slipway.local.files.AtomicFile;
import dev.slipway.local.http.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** The alarms: kept on disk, evaluated each second, both ways. */
public final class Alarms {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HISTORY = 500;

    private final Path file;
    private final MetricStore store;
    private final Clock clock;
    private final NavigableMap<String, MetricAlarm> alarms = new TreeMap<>();
    private final Deque<AlarmHistoryItem> history = new ArrayDeque<>();

    Alarms(Path file, MetricStore store, Clock clock) throws IOException {
        this.file = file;
        this.store = store;
        this.clock = clock;
        if (Files.exists(file)) {
            for (JsonNode node : JSON.readTree(Files.readAllBytes(file))) {
                MetricAlarm.Builder alarm = MetricAlarm.builder();
                JsonShapes.read(node, (software.amazon.awssdk.core.SdkPojo) alarm);
                alarms.put(node.path("AlarmName").asText(), alarm.build());
            }
        }
    }

    /**
     * Makes an alarm, or changes the one of this name, which keeps its state.
     *
     * @throws AwsError {@code ValidationError} when it is not one that can be evaluated here
     */
    public synchronized void put(PutMetricAlarmRequest request) {
        check(request);
        Instant now = clock.instant();
        @Nullable MetricAlarm before = alarms.get(request.alarmName());
        MetricAlarm.Builder alarm = MetricAlarm.builder();
        JsonShapes.read(JsonShapes.tree(request), (software.amazon.awssdk.core.SdkPojo) alarm);
        alarm.actionsEnabled(request.actionsEnabled() == null || request.actionsEnabled())
                .alarmArn("arn:aws:cloudwatch:us-east-1:000000000000:alarm:" + request.alarmName())
                .alarmConfigurationUpdatedTimestamp(now)
                .stateValue(before == null ? StateValue.INSUFFICIENT_DATA : before.stateValue())
                .stateReason(before == null ? "Unchecked: Initial alarm creation" : before.stateReason())
                .stateUpdatedTimestamp(before == null ? now : before.stateUpdatedTimestamp());
        alarms.put(request.alarmName(), alarm.build());
        save();
    }

    private static void check(PutMetricAlarmRequest request) {
        if (request.alarmName() == null || request.alarmName().isEmpty()) {
            throw invalid("AlarmName is missing");
        }
        if (request.hasMetrics() || request.thresholdMetricId() != null) {
            throw invalid(
                    "the embedded cloud evaluates alarms on one metric each, without metric math: use MetricName");
        }
        boolean statistic = request.statistic() != null || request.extendedStatistic() != null;
        if (request.namespace() == null
                || request.metricName() == null
                || !statistic
                || request.threshold() == null
                || request.evaluationPeriods() == null
                || request.evaluationPeriods() < 1) {
            throw invalid("Namespace, MetricName, Statistic or ExtendedStatistic, Threshold and EvaluationPeriods"
                    + " must all be given");
        }
        if (request.period() == null) {
            throw invalid("Period is missing");
        }
        Statistics.checkedPeriod(request.period());
        Statistics.named(
                request.extendedStatistic() == null ? request.statisticAsString() : request.extendedStatistic());
        if (request.datapointsToAlarm() != null
                && (request.datapointsToAlarm() < 1 || request.datapointsToAlarm() > request.evaluationPeriods())) {
            throw invalid("DatapointsToAlarm must be from 1 to EvaluationPeriods");
        }
        ComparisonOperator operator = request.comparisonOperator();
        if (operator == null
                || operator == ComparisonOperator.UNKNOWN_TO_SDK_VERSION
                || operator.toString().contains("Upper")
                || operator.toString().contains("Lower")) {
            throw invalid("ComparisonOperator compares with a Threshold, not with an anomaly band: '"
                    + request.comparisonOperatorAsString() + "'");
        }
        String treat = request.treatMissingData();
        if (treat != null
                && !List.of("missing", "notBreaching", "breaching", "ignore").contains(treat)) {
            throw invalid("TreatMissingData is missing, notBreaching, breaching or ignore, not '" + treat + "'");
        }
    }

    private static AwsError invalid(String why) {
        return new AwsError(400, "ValidationError", "The alarm is refused: " + why);
    }

    /** All alarms, by name. */
    public synchronized List<MetricAlarm> all() {
        return List.copyOf(alarms.values());
    }

    /** Deletes the alarms of these names, as far as there are any. */
    public synchronized void delete(List<String> names) {
        if (alarms.keySet().removeAll(names)) {
            save();
        }
    }

    /** Puts an alarm into a state by hand; the next evaluation puts it where its metric wants it. */
    synchronized void set(String name, StateValue state, String reason) {
        MetricAlarm alarm = alarms.get(name);
        if (alarm == null) {
            throw new AwsError(404, "ResourceNotFound", "There is no alarm '" + name + "'");
        }
        change(alarm, state, reason);
        save();
    }

    /** Looks at every alarm once. */
    public synchronized void evaluate() {
        boolean changed = false;
        for (MetricAlarm alarm : List.copyOf(alarms.values())) {
            var verdict = AlarmEvaluation.of(alarm, store, clock.millis());
            if (verdict.isPresent() && verdict.get().state() != alarm.stateValue()) {
                change(alarm, verdict.get().state(), verdict.get().reason());
                changed = true;
            }
        }
        if (changed) {
            save();
        }
    }

    private void change(MetricAlarm alarm, StateValue state, String reason) {
        Instant now = clock.instant();
        alarms.put(
                alarm.alarmName(),
                alarm.toBuilder()
                        .stateValue(state)
                        .stateReason(reason)
                        .stateUpdatedTimestamp(now)
                        .stateTransitionedTimestamp(now)
                        .build());
        history.addFirst(AlarmHistoryItem.builder()
                .alarmName(alarm.alarmName())
                .timestamp(now)
                .historyItemType(HistoryItemType.STATE_UPDATE)
                .historySummary("Alarm updated from " + alarm.stateValueAsString() + " to " + state)
                .historyData("{}")
                .build());
        if (history.size() > HISTORY) {
            history.removeLast();
        }
    }

    /** Changes of state, the newest first; not kept over a restart. */
    synchronized List<AlarmHistoryItem> history() {
        return List.copyOf(history);
    }

    private void save() {
        ArrayNode all = JSON.createArrayNode();
        alarms.values().forEach(alarm -> all.add(JsonShapes.tree(alarm)));
        try {
            AtomicFile.write(file, JSON.writeValueAsBytes(all));
        } catch (IOException e) {
            throw new UncheckedIOException("The alarms cannot be written to " + file, e);
        }
    }
}
