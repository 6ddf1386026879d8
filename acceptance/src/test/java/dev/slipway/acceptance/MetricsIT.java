package dev.slipway.acceptance;

import static dev.slipway.acceptance.BackendName.EMBEDDED;
import static dev.slipway.acceptance.BackendName.EMBEDDED_REST;
import static dev.slipway.acceptance.BackendName.LOCALSTACK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** What a call leaves behind for whoever watches: a line in the function's log, and the metrics made of it. */
@VerifiedOn({EMBEDDED, EMBEDDED_REST, LOCALSTACK})
class MetricsIT {
    private static final int LOOK_BACK_MINUTES = 10;

    private String version = "";

    @BeforeEach
    void deploy(Backend cloud) {
        JsonNode deploy = cloud.slipway().done("deploy", Penguins.V1, "--output", "json");
        version = deploy.get("version").asText();
    }

    @Test
    void each_call_writes_one_line_of_metrics_into_the_functions_log(Backend cloud) {
        String good = call(cloud, Penguins.gentoo(), 200);
        String bad = call(cloud, "{\"inputs\":[]}", 400);

        EmfLine served = line(cloud, good);
        EmfLine refused = line(cloud, bad);

        assertThat(served.dimensions()).isEqualTo(Set.of(Set.of("Model", "Alias"), Set.of("Model", "ModelVersion")));
        assertThat(served.dimension("Model")).isEqualTo("penguins");
        assertThat(served.dimension("Alias")).isEqualTo("live");
        assertThat(served.dimension("ModelVersion")).isEqualTo(version);
        assertThat(served.metric("Invocations")).isEqualTo(1);
        assertThat(served.metric("Errors")).isZero();
        assertThat(served.metric("Latency")).isPositive();
        assertThat(refused.metric("Invocations")).isEqualTo(1);
        assertThat(refused.metric("Errors")).isZero(); // a caller's mistake is none of the model's
    }

    @Test
    @NotOn(backend = LOCALSTACK, because = "it keeps the lines, but makes no metrics of them (no EMF extraction)")
    void the_lines_become_metrics_by_alias_and_by_version(Backend cloud) {
        call(cloud, Penguins.gentoo(), 200);

        assertThat(sum(cloud, "Slipway", "Invocations", Map.of("Model", "penguins", "Alias", "live")))
                .isPositive();
        assertThat(sum(cloud, "Slipway", "Invocations", Map.of("Model", "penguins", "ModelVersion", version)))
                .isPositive();
    }

    @Test
    @NotOn(backend = LOCALSTACK, because = "it counts invocations by function alone, not by alias and version")
    void lambda_counts_what_went_through_the_alias(Backend cloud) {
        call(cloud, Penguins.gentoo(), 200);
        String function = cloud.outputs().function();

        assertThat(sum(
                        cloud,
                        "AWS/Lambda",
                        "Invocations",
                        Map.of("FunctionName", function, "Resource", function + ":live", "ExecutedVersion", version)))
                .isPositive();
    }

    /** Calls, and gives the id under which the function has logged it. */
    private static String call(Backend cloud, String body, int status) {
        HttpResponse<String> answer = cloud.post(Penguins.INFER, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.headers().firstValue("x-slipway-request-id").orElseThrow();
    }

    /** Looked for in all lines, since LocalStack's FilterLogEvents ignores its pattern. */
    private static EmfLine line(Backend cloud, String requestId) {
        String group = cloud.outputs().logGroup();
        return Conditions.eventually(
                "the metrics of " + requestId + " are in " + group,
                () ->
                        cloud
                                .clients()
                                .logs()
                                .filterLogEventsPaginator(request -> request.logGroupName(group))
                                .events()
                                .stream()
                                .map(FilteredLogEvent::message)
                                .map(String::strip)
                                .flatMap(message -> EmfLine.of(message).stream())
                                .filter(emf -> emf.requestId().equals(requestId))
                                .findFirst());
    }

    private static double sum(Backend cloud, String namespace, String metric, Map<String, String> dimensions) {
        MetricDataQuery query = MetricDataQuery.builder()
                .id("q")
                .metricStat(stat -> stat.stat("Sum")
                        .period(60)
                        .metric(m -> m.namespace(namespace).metricName(metric).dimensions(dimensions(dimensions))))
                .build();
        return Conditions.eventually(metric + " of " + dimensions + " is there", () -> {
            Instant now = Instant.now();
            GetMetricDataResponse data = cloud.clients()
                    .cloudWatch()
                    .getMetricData(request -> request.startTime(now.minus(LOOK_BACK_MINUTES, ChronoUnit.MINUTES))
                            .endTime(now.plus(1, ChronoUnit.MINUTES))
                            .metricDataQueries(List.of(query)));
            double sum = data.metricDataResults().get(0).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            return sum > 0 ? Optional.of(sum) : Optional.empty();
        });
    }

    private static List<Dimension> dimensions(Map<String, String> dimensions) {
        return dimensions.entrySet().stream()
                .map(d ->
                        Dimension.builder().name(d.getKey()).value(d.getValue()).build())
                .toList();
    }
}
