package dev.slipway.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.slipway.local.http.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

class CloudWatchServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Map<String, String> LIVE = Map.of("Model", "penguins", "Alias", "live");

    @TempDir
    Path state;

    private SettableClock clock;
    private CloudWatchService service;
    private Endpoint endpoint;
    private CloudWatchClient client;

    @BeforeEach
    void start() throws IOException {
        clock = new SettableClock(NOW);
        open();
    }

    private void open() throws IOException {
        service = new CloudWatchService(state, clock);
        endpoint = Endpoint.start(0, "cloudwatch-test", service);
        client = CloudWatchClient.builder()
                .endpointOverride(URI.create(endpoint.uri()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        endpoint.close();
        service.close();
    }

    private void record(String name, Instant when, double value) {
        service.record("Slipway", name, LIVE, when.toEpochMilli(), value, "Count");
    }

    private static List<Dimension> live() {
        return List.of(
                Dimension.builder().name("Alias").value("live").build(),
                Dimension.builder().name("Model").value("penguins").build());
    }

    private MetricDataResult query(String name, String stat, int period, Instant from, Instant to) {
        MetricDataQuery query = MetricDataQuery.builder()
                .id("q")
                .metricStat(s -> s.stat(stat)
                        .period(period)
                        .metric(m -> m.namespace("Slipway").metricName(name).dimensions(live())))
                .build();
        return client.getMetricData(b ->
                        b.startTime(from).endTime(to).metricDataQueries(query).scanBy("TimestampAscending"))
                .metricDataResults()
                .get(0);
    }

    @Test
    void sums_stand_at_the_beginning_of_their_period() {
        record("Invocations", NOW, 1);
        record("Invocations", NOW.plusSeconds(9), 1);
        record("Invocations", NOW.plusSeconds(10), 1);
        record("Invocations", NOW.plusSeconds(65), 1);

        MetricDataResult tens = query("Invocations", "Sum", 10, NOW, NOW.plusSeconds(120));
        MetricDataResult minutes = query("Invocations", "Sum", 60, NOW, NOW.plusSeconds(120));

        assertThat(tens.timestamps()).containsExactly(NOW, NOW.plusSeconds(10), NOW.plusSeconds(60));
        assertThat(tens.values()).containsExactly(2.0, 1.0, 1.0);
        assertThat(minutes.values()).containsExactly(3.0, 1.0);
        assertThat(query("Invocations", "Sum", 60, NOW.plusSeconds(300), NOW.plusSeconds(360))
                        .values())
                .isEmpty();
    }

    @Test
    void percentiles_are_right_to_one_percent_and_other_statistics_exact() {
        IntStream.rangeClosed(1, 1000).forEach(i -> record("Latency", NOW.plusSeconds(i % 30), i));

        assertThat(value("Latency", "p50")).isCloseTo(500, within(5.1));
        assertThat(value("Latency", "p99")).isCloseTo(990, within(10.0));
        assertThat(value("Latency", "p99.9")).isCloseTo(999, within(10.0));
        assertThat(value("Latency", "Average")).isEqualTo(500.5);
        assertThat(value("Latency", "Minimum")).isEqualTo(1);
        assertThat(value("Latency", "Maximum")).isEqualTo(1000);
        assertThat(value("Latency", "SampleCount")).isEqualTo(1000);
    }

    private double value(String name, String stat) {
        return query(name, stat, 60, NOW, NOW.plusSeconds(60)).values().get(0);
    }

    @Test
    void put_values_counts_and_sets_come_back_as_statistics() {
        client.putMetricData(b -> b.namespace("Slipway")
                .metricData(
                        datum("Latency").values(10.0, 20.0).counts(3.0, 1.0).build(),
                        datum("Latency")
                                .statisticValues(s -> s.sampleCount(2.0)
                                        .sum(50.0)
                                        .minimum(20.0)
                                        .maximum(30.0))
                                .build()));

        var points = client.getMetricStatistics(b -> b.namespace("Slipway")
                        .metricName("Latency")
                        .dimensions(live())
                        .startTime(NOW)
                        .endTime(NOW.plusSeconds(60))
                        .period(60)
                        .statistics(Statistic.SUM, Statistic.SAMPLE_COUNT, Statistic.MAXIMUM))
                .datapoints();

        assertThat(points).singleElement().satisfies(point -> {
            assertThat(point.sum()).isEqualTo(100);
            assertThat(point.sampleCount()).isEqualTo(6);
            assertThat(point.maximum()).isEqualTo(30);
            assertThat(point.unit()).isEqualTo(StandardUnit.MILLISECONDS);
            assertThat(point.timestamp()).isEqualTo(NOW);
        });
    }

    private static MetricDatum.Builder datum(String name) {
        return MetricDatum.builder()
                .metricName(name)
                .dimensions(live())
                .timestamp(NOW)
                .unit(StandardUnit.MILLISECONDS);
    }

    @Test
    void a_request_large_enough_to_be_compressed_is_read() {
        List<MetricDatum> many = IntStream.range(0, 500)
                .mapToObj(i -> datum("Many").value((double) i).build())
                .toList();

        client.putMetricData(b -> b.namespace("Slipway").metricData(many));

        assertThat(value("Many", "SampleCount")).isEqualTo(500);
    }

    @Test
    void metrics_are_listed_by_name_and_dimension() {
        record("Errors", NOW, 0);
        record("Latency", NOW, 3);

        assertThat(client.listMetrics(b -> b.namespace("Slipway").metricName("Errors"))
                        .metrics())
                .singleElement()
                .satisfies(metric -> assertThat(metric.dimensions()).hasSize(2));
        assertThat(client.listMetrics(b -> b.dimensions(DimensionFilter.builder()
                                .name("Model")
                                .value("other")
                                .build()))
                        .metrics())
                .isEmpty();
    }

    @Test
    void what_cannot_be_answered_is_refused_in_words() {
        assertThatThrownBy(() -> client.getMetricData(b -> b.startTime(NOW)
                        .endTime(NOW.plusSeconds(60))
                        .metricDataQueries(MetricDataQuery.builder()
                                .id("rate")
                                .expression("errors / calls")
                                .build())))
                .isInstanceOf(CloudWatchException.class)
                .hasMessageContaining("has no metric math: query 'rate'");
        assertThatThrownBy(() -> query("Errors", "Sum", 7, NOW, NOW.plusSeconds(60)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("multiple of 60, not 7");
        assertThatThrownBy(() -> client.getDashboard(b -> b.dashboardName("none")))
                .isInstanceOf(CloudWatchException.class)
                .hasMessageContaining("Dashboard none does not exist");
        assertThatThrownBy(() -> client.setAlarmState(
                        b -> b.alarmName("none").stateValue(StateValue.OK).stateReason("x")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private void alarm(String treatMissingData) {
        client.putMetricAlarm(b -> b.alarmName("errors")
                .namespace("Slipway")
                .metricName("Errors")
                .dimensions(live())
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(3)
                .datapointsToAlarm(2)
                .threshold(5.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData(treatMissingData));
    }

    private MetricAlarm alarmAfter(Duration passed) {
        clock.advance(passed);
        service.alarms().evaluate();
        return client.describeAlarms(b -> b.alarmNames("errors")).metricAlarms().get(0);
    }

    @Test
    void an_alarm_goes_to_alarm_and_back() {
        alarm("notBreaching");
        assertThat(alarmAfter(Duration.ZERO).stateValue()).isEqualTo(StateValue.OK);

        record("Errors", NOW, 5);
        assertThat(alarmAfter(Duration.ofSeconds(60)).stateValue()).isEqualTo(StateValue.OK);
        record("Errors", NOW.plusSeconds(60), 9);
        MetricAlarm raised = alarmAfter(Duration.ofSeconds(60));

        assertThat(raised.stateValue()).isEqualTo(StateValue.ALARM);
        assertThat(raised.stateReason()).startsWith("Threshold Crossed: 2 out of the last 3 datapoints [5.0, 9.0]");
        assertThat(raised.stateUpdatedTimestamp()).isEqualTo(NOW.plusSeconds(120));
        assertThat(alarmAfter(Duration.ofSeconds(120)).stateValue()).isEqualTo(StateValue.OK);
        assertThat(client.describeAlarmHistory(b -> b.alarmName("errors"))
                        .alarmHistoryItems()
                        .get(0)
                        .historySummary())
                .isEqualTo("Alarm updated from ALARM to OK");
    }

    @Test
    void missing_data_counts_as_the_alarm_says() {
        alarm("missing");
        assertThat(alarmAfter(Duration.ofSeconds(1)).stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
        alarm("breaching");
        assertThat(alarmAfter(Duration.ofSeconds(1)).stateValue()).isEqualTo(StateValue.ALARM);
        alarm("ignore");
        assertThat(alarmAfter(Duration.ofSeconds(1)).stateValue()).isEqualTo(StateValue.ALARM);
        alarm("notBreaching");
        assertThat(alarmAfter(Duration.ofSeconds(1)).stateValue()).isEqualTo(StateValue.OK);
    }

    @Test
    void metrics_and_alarms_survive_a_restart() throws IOException {
        record("Errors", NOW, 4);
        alarm("breaching");
        alarmAfter(Duration.ofSeconds(1));
        stop();

        open();

        assertThat(value("Errors", "Sum")).isEqualTo(4);
        assertThat(value("Errors", "p50")).isEqualTo(4);
        assertThat(client.describeAlarms().metricAlarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.stateValue()).isEqualTo(StateValue.ALARM);
            assertThat(alarm.stateReason()).startsWith("Threshold Crossed");
            assertThat(alarm.dimensions()).hasSize(2);
        });
    }

    @Test
    void values_grow_coarser_with_age_and_lose_nothing_for_a_day() {
        Series series = new Series("Count");
        long start = NOW.getEpochSecond();
        long end = start + 6 * 3600;
        for (long second = start; second < end; second++) {
            series.add(second * 1000, 1, 1);
        }
        series.compact(end * 1000);

        assertThat(series.byPeriod(start, end, 300).values()).hasSize(72).allMatch(five -> five.sum() == 300);
        assertThat(series.byPeriod(start, start + 3600, 60)).hasSize(12);
        assertThat(series.byPeriod(end - 3600, end - 3000, 60)).hasSize(10);
        assertThat(series.byPeriod(end - 300, end, 1)).hasSize(300);
        series.compact((end + 25 * 3600) * 1000);
        assertThat(series.isEmpty()).isTrue();
    }

    @Test
    void older_clients_are_served_over_query_and_json() throws Exception {
        record("Errors", NOW, 4);

        assertThat(post("application/x-www-form-urlencoded", null, "Action=ListMetrics&Version=2010-08-01"))
                .contains("<MetricName>Errors</MetricName>");
        assertThat(post("application/x-amz-json-1.0", "GraniteServiceVersion20100801.ListMetrics", "{}"))
                .contains("\"MetricName\":\"Errors\"");
    }

    private String post(String contentType, @org.jspecify.annotations.Nullable String target, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.uri() + "/"))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (target != null) {
            request.header("X-Amz-Target", target);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
