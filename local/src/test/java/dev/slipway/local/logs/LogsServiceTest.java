package dev.slipway.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.cloudwatch.SettableClock;
import dev.slipway.local.http.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class LogsServiceTest {
    private static final String GROUP = "/aws/lambda/penguins";
    private static final String STREAM = "2026/11/24/[$LATEST]0123";
    private static final long NOW = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

    @TempDir
    Path state;

    private final List<String> metrics = new ArrayList<>();
    private LogsService service;
    private Endpoint endpoint;
    private CloudWatchLogsClient client;

    @BeforeEach
    void start() throws IOException {
        service = new LogsService(
                state,
                new SettableClock(Instant.ofEpochMilli(NOW)),
                (namespace, name, dimensions, timestamp, value, unit) -> metrics.add(namespace + " " + name + " "
                        + new TreeMap<>(dimensions) + " " + timestamp + " " + value + " " + unit));
        endpoint = Endpoint.start(0, "logs-test", service);
        client = CloudWatchLogsClient.builder()
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

    private void print(String... lines) {
        for (int i = 0; i < lines.length; i++) {
            service.accept(GROUP, STREAM, NOW + i, lines[i]);
        }
    }

    private List<String> filtered(String pattern) {
        return client.filterLogEvents(b -> b.logGroupName(GROUP).filterPattern(pattern)).events().stream()
                .map(FilteredLogEvent::message)
                .toList();
    }

    private List<String> all() {
        return client
                .getLogEvents(b -> b.logGroupName(GROUP).logStreamName(STREAM).startFromHead(true))
                .events()
                .stream()
                .map(OutputLogEvent::message)
                .toList();
    }

    @Test
    void lines_come_back_as_they_were_printed() {
        print("first", "with\ttab\nand \\n line \r ends", "日本語 \u2028 😀", "");

        assertThat(all()).containsExactly("first", "with\ttab\nand \\n line \r ends", "日本語 \u2028 😀", "");
    }

    @Test
    void terms_select_lines() {
        print("INFO start", "ERROR load failed", "ERROR run failed", "WARN slow load");

        assertThat(filtered("ERROR")).containsExactly("ERROR load failed", "ERROR run failed");
        assertThat(filtered("ERROR load")).containsExactly("ERROR load failed");
        assertThat(filtered("\"load failed\"")).containsExactly("ERROR load failed");
        assertThat(filtered("ERROR -run")).containsExactly("ERROR load failed");
        assertThat(filtered("?INFO ?WARN")).containsExactly("INFO start", "WARN slow load");
        assertThat(filtered("")).hasSize(4);
    }

    @Test
    void json_fields_select_lines() {
        String error = "{\"level\":\"ERROR\",\"status\":503,\"at\":{\"step\":\"load\"}}";
        String info = "{\"level\":\"INFO\",\"status\":200,\"at\":{\"step\":\"run\"}}";
        print(error, info, "plain ERROR");

        assertThat(filtered("{ $.level = \"ERROR\" }")).containsExactly(error);
        assertThat(filtered("{ $.level != ERROR }")).containsExactly(info);
        assertThat(filtered("{ $.at.step = \"l*\" }")).containsExactly(error);
        assertThat(filtered("{ $.status >= 200 && $.status < 300 }")).containsExactly(info);
        assertThat(filtered("{ ($.status = 503) || ($.at.step = run) }")).containsExactly(error, info);
        assertThat(filtered("{ $.other NOT EXISTS }")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ $.level }", "{ level = 1 }", "{ $.a = 1", "{ ($.a = 1 }", "{ $.a = 1 $.b = 2 }"})
    void a_pattern_that_is_none_is_refused(String pattern) {
        print("x");

        assertThatThrownBy(() -> filtered(pattern))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid filter pattern " + pattern);
    }

    @Test
    void pages_go_both_ways_and_on_where_they_ended() {
        print("0", "1", "2", "3", "4");

        var newest = client.getLogEvents(
                b -> b.logGroupName(GROUP).logStreamName(STREAM).limit(2));
        assertThat(newest.events()).extracting(OutputLogEvent::message).containsExactly("3", "4");
        var before = client.getLogEvents(
                b -> b.logGroupName(GROUP).logStreamName(STREAM).limit(2).nextToken(newest.nextBackwardToken()));
        assertThat(before.events()).extracting(OutputLogEvent::message).containsExactly("1", "2");
        service.accept(GROUP, STREAM, NOW + 9, "5");
        var after = client.getLogEvents(
                b -> b.logGroupName(GROUP).logStreamName(STREAM).nextToken(newest.nextForwardToken()));
        assertThat(after.events()).extracting(OutputLogEvent::message).containsExactly("5");
        var end = client.getLogEvents(
                b -> b.logGroupName(GROUP).logStreamName(STREAM).nextToken(after.nextForwardToken()));
        assertThat(end.events()).isEmpty();
        assertThat(end.nextForwardToken()).isEqualTo(after.nextForwardToken());
    }

    @Test
    void filtered_events_of_all_streams_come_in_the_order_of_their_times() {
        for (int i = 0; i < 20; i++) {
            service.accept(GROUP, "stream-" + i % 3, NOW + i, "line " + i);
        }

        List<String> messages = client
                .filterLogEventsPaginator(b -> b.logGroupName(GROUP).limit(7))
                .events()
                .stream()
                .map(FilteredLogEvent::message)
                .toList();

        assertThat(messages)
                .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1)
                        .limit(20)
                        .map(i -> "line " + i)
                        .toList());
        assertThat(client.filterLogEvents(b -> b.logGroupName(GROUP)
                                .logStreamNames("stream-1")
                                .startTime(NOW + 5)
                                .endTime(NOW + 10))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("line 7");
    }

    @Test
    void groups_and_streams_are_made_described_and_deleted() {
        client.createLogGroup(b -> b.logGroupName("/app/one"));
        client.createLogStream(b -> b.logGroupName("/app/one").logStreamName("s"));
        client.putRetentionPolicy(b -> b.logGroupName("/app/one").retentionInDays(7));
        client.putLogEvents(b -> b.logGroupName("/app/one")
                .logStreamName("s")
                .logEvents(
                        InputLogEvent.builder().timestamp(NOW).message("hello").build()));

        assertThat(client.describeLogGroups(b -> b.logGroupNamePrefix("/app")).logGroups())
                .singleElement()
                .satisfies(group -> assertThat(group.retentionInDays()).isEqualTo(7));
        assertThat(client.describeLogStreams(b -> b.logGroupName("/app/one")).logStreams())
                .singleElement()
                .satisfies(stream -> assertThat(stream.lastEventTimestamp()).isEqualTo(NOW));
        assertThatThrownBy(() -> client.createLogGroup(b -> b.logGroupName("/app/one")))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        client.deleteLogGroup(b -> b.logGroupName("/app/one"));
        assertThatThrownBy(() -> client.describeLogStreams(b -> b.logGroupName("/app/one")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("does not exist: '/app/one'");
    }

    @Test
    void a_line_cut_off_by_a_kill_does_not_spoil_the_next() throws IOException {
        print("whole");
        stop();
        try (Stream<Path> files = Files.walk(state)) {
            Path file = files.filter(path -> path.toString().endsWith(".log"))
                    .findFirst()
                    .orElseThrow();
            Files.write(file, "1\t17".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        }
        start();

        print("next");

        assertThat(all()).containsExactly("whole", "next");
    }

    @Test
    void old_lines_are_dropped_and_the_newest_kept() throws IOException {
        LogStream stream = new LogStream("s", NOW, state.resolve("small.log"), 1000);
        for (int i = 0; i < 500; i++) {
            stream.append(NOW + i, NOW, "line number " + i);
        }
        List<LogEvent> kept = new ArrayList<>();
        stream.read(kept::add);
        stream.close();

        assertThat(kept).hasSizeBetween(20, 60);
        assertThat(kept.get(kept.size() - 1).message()).isEqualTo("line number 499");
        assertThat(kept.get(kept.size() - 1).sequence()).isEqualTo(499);
    }

    @Test
    void embedded_metrics_are_counted_once_for_each_dimension_set() {
        print("""
                {"_aws":{"Timestamp":1000,"CloudWatchMetrics":[{"Namespace":"Slipway",\
                "Dimensions":[["Model","Alias"],["Model","ModelVersion"]],\
                "Metrics":[{"Name":"Latency","Unit":"Milliseconds","StorageResolution":1},{"Name":"Errors","Unit":"Count"}]}]},\
                "Model":"penguins","Alias":"live","ModelVersion":"3","Latency":[1.5,2],"Errors":0,"request":{"id":"x"}}""");

        assertThat(metrics)
                .containsExactly(
                        "Slipway Latency {Alias=live, Model=penguins} 1000 1.5 Milliseconds",
                        "Slipway Latency {Alias=live, Model=penguins} 1000 2.0 Milliseconds",
                        "Slipway Errors {Alias=live, Model=penguins} 1000 0.0 Count",
                        "Slipway Latency {Model=penguins, ModelVersion=3} 1000 1.5 Milliseconds",
                        "Slipway Latency {Model=penguins, ModelVersion=3} 1000 2.0 Milliseconds",
                        "Slipway Errors {Model=penguins, ModelVersion=3} 1000 0.0 Count");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_aws\":",
                "{\"_aws\":7}",
                "{\"_aws\":{\"Timestamp\":1,\"CloudWatchMetrics\":[]}}",
                "{\"_aws\":{\"Timestamp\":1,\"CloudWatchMetrics\":[{\"Namespace\":\"N\",\"Dimensions\":[[\"absent\"]],"
                        + "\"Metrics\":[{\"Name\":\"m\"}]}]},\"m\":1}",
                "{\"_aws\":{\"CloudWatchMetrics\":[{\"Namespace\":\"N\",\"Metrics\":[{\"Name\":\"m\"}]}]},\"m\":1}"
            })
    void a_line_not_quite_in_the_format_is_a_line_only(String line) {
        print(line);

        assertThat(metrics).isEmpty();
        assertThat(all()).containsExactly(line);
    }
}
