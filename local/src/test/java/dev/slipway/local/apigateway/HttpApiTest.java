package dev.slipway.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpResponse;
import dev.slipway.local.lambda.Invoker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;

/** HTTP APIs' data plane with a function of the test's own. */
class HttpApiTest extends HttpApiCase {
    @Test
    void gives_the_function_the_event_of_payload_2() throws IOException {
        route("POST /v2/models/{model}/{rest+}");

        send(
                "POST",
                "/v2/models/pen%20guins/versions/3/infer",
                "a=1&b=x%20y&a=2",
                Map.of(
                        "host", List.of(api + ".execute-api.localhost:4566"),
                        "content-type", List.of("application/json; charset=utf-8"),
                        "cookie", List.of("one=1; two=2"),
                        "user-agent", List.of("tests"),
                        "x-many", List.of("first", "second")),
                "{\"text\":\"gr\u00fc\u00df \\\"dich\\\"\"}".getBytes(StandardCharsets.UTF_8));

        ObjectNode actual = (ObjectNode) JSON.readTree(event);
        assertThat(actual.withObject("/requestContext").remove("requestId").asText())
                .hasSize(16);
        assertThat(actual.withObject("/headers").remove("x-amzn-trace-id").asText())
                .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
        assertThat(actual).isEqualTo(JSON.readTree("""
                        {"version": "2.0", "routeKey": "POST /v2/models/{model}/{rest+}",
                         "rawPath": "/v2/models/pen guins/versions/3/infer", "rawQueryString": "a=1&b=x%%20y&a=2",
                         "cookies": ["one=1", "two=2"],
                         "headers": {"content-type": "application/json; charset=utf-8",
                           "host": "%1$s.execute-api.localhost:4566", "user-agent": "tests", "x-forwarded-for": "127.0.0.1",
                           "x-forwarded-port": "4566", "x-forwarded-proto": "http", "x-many": "first,second"},
                         "queryStringParameters": {"a": "1,2", "b": "x y"},
                         "requestContext": {"accountId": "000000000000", "apiId": "%1$s",
                           "domainName": "%1$s.execute-api.localhost", "domainPrefix": "%1$s",
                           "http": {"method": "POST", "path": "/v2/models/pen guins/versions/3/infer", "protocol": "HTTP/1.1",
                             "sourceIp": "127.0.0.1", "userAgent": "tests"},
                           "routeKey": "POST /v2/models/{model}/{rest+}", "stage": "$default",
                           "time": "24/Nov/2026:12:30:15 +0000", "timeEpoch": 1795523415250},
                         "pathParameters": {"model": "pen guins", "rest": "versions/3/infer"},
                         "body": "{\\"text\\":\\"gr\u00fc\u00df \\\\\\"dich\\\\\\"\\"}", "isBase64Encoded": false}
                        """.formatted(api)));
        assertThat(invoked).isEqualTo("echo:live");
    }

    @Test
    void what_is_no_text_comes_as_base64() throws IOException {
        for (String type : List.of("application/octet-stream", "application/x-www-form-urlencoded", "image/png")) {
            post(type, new byte[] {1, 2, (byte) 0xff});
            assertThat(JSON.readTree(event).get("body").asText()).as(type).isEqualTo("AQL/");
            assertThat(JSON.readTree(event).get("isBase64Encoded").asBoolean()).isTrue();
        }
        post("application/json", new byte[] {'"', (byte) 0xff, '"'});
        assertThat(JSON.readTree(event).get("isBase64Encoded").asBoolean()).isTrue();
        post("text/plain", new byte[] {'x'});
        assertThat(JSON.readTree(event).get("isBase64Encoded").asBoolean()).isFalse();
    }

    @Test
    void a_get_has_neither_body_nor_query_nor_cookies() throws IOException {
        get("/x");

        JsonNode actual = JSON.readTree(event);
        assertThat(actual.has("body")).isFalse();
        assertThat(actual.has("queryStringParameters")).isFalse();
        assertThat(actual.has("cookies")).isFalse();
        assertThat(actual.get("isBase64Encoded").asBoolean()).isFalse();
    }

    @Test
    void maps_the_functions_answer() throws IOException {
        function = payload -> result(
                "{\"statusCode\":\"201\",\"headers\":{\"X-N\":5,\"content-length\":\"99\"},\"cookies\":[\"a=1\",\"b=2\"],"
                        + "\"isBase64Encoded\":true,\"body\":\"AQL/\",\"other\":[{}]}");

        HttpResponse answer = get("/x");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers())
                .containsEntry("X-N", List.of("5"))
                .containsEntry("Set-Cookie", List.of("a=1", "b=2"))
                .containsKey("apigw-requestid")
                .doesNotContainKey("content-length");
        assertThat(bytes(answer)).containsExactly(1, 2, 0xff);
    }

    @Test
    void a_result_without_status_is_a_successful_body() throws IOException {
        function = payload -> result("{\"outputs\":[1]}");
        assertThat(text(get("/x"))).isEqualTo("{\"outputs\":[1]}");
        assertThat(get("/x").headers()).containsEntry("Content-Type", List.of("application/json"));

        function = payload -> result("\"hello\"");
        assertThat(text(get("/x"))).isEqualTo("hello");
    }

    @Test
    void a_failing_function_is_an_internal_error() throws IOException {
        for (Invoker.Result bad : List.of(
                new Invoker.Result(
                        "1", "{\"errorMessage\":\"x\"}".getBytes(StandardCharsets.UTF_8), Optional.of("Unhandled")),
                result("{\"statusCode\":200,\"body\":{}}"),
                result("{\"statusCode\":2000}"),
                result("{\"statusCode\":200,\"headers\":{\"x\":\"a\\r\\nb: c\"}}"),
                result("{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"!\"}"))) {
            function = payload -> bad;
            assertThat(get("/x").status()).isEqualTo(500);
            assertThat(text(get("/x"))).isEqualTo("{\"message\":\"Internal Server Error\"}");
        }
    }

    @Test
    void what_lambda_refuses_has_the_gateways_words() throws IOException {
        function = payload -> {
            throw new AwsError(429, "TooManyRequestsException", "Rate Exceeded.");
        };
        assertThat(text(get("/x"))).isEqualTo("{\"message\":\"Service Unavailable\"}");
        function = payload -> {
            throw new AwsError(413, "RequestTooLargeException", "too large");
        };
        assertThat(get("/x").status()).isEqualTo(413);
    }

    @Test
    void does_not_wait_longer_than_the_integration_allows() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        function = payload -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return result(OK);
        };
        String integration = gateway.apis()
                .createIntegration(CreateIntegrationRequest.builder()
                        .apiId(api)
                        .integrationType(IntegrationType.AWS_PROXY)
                        .integrationUri(ALIAS)
                        .payloadFormatVersion("2.0")
                        .timeoutInMillis(50)
                        .build())
                .integrationId();
        gateway.apis()
                .createRoute(CreateRouteRequest.builder()
                        .apiId(api)
                        .routeKey("GET /slow")
                        .target("integrations/" + integration)
                        .build());

        HttpResponse answer = get("/slow");
        never.countDown();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(text(answer)).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    @Test
    void a_body_over_10_mb_is_refused() throws IOException {
        HttpResponse answer = post("text/plain", new byte[(10 << 20) + 1]);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(text(answer)).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }

    @Test
    void a_stage_lets_its_burst_through_and_then_its_rate() throws IOException {
        stage("slow", 2.0, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(get("/slow/x").status()).isEqualTo(200);
        }
        assertThat(text(get("/slow/x"))).isEqualTo("{\"message\":\"Too Many Requests\"}");
        assertThat(get("/slow/x").status()).isEqualTo(429);

        now = now.plus(Duration.ofMillis(500));
        assertThat(get("/slow/x").status()).isEqualTo(200);
        assertThat(get("/slow/x").status()).isEqualTo(429);
        assertThat(get("/x").status()).as("the other stage").isEqualTo(200);
    }

    @Test
    void a_named_stage_shows_in_the_path_that_the_function_sees() throws IOException {
        stage("test", 0.0, 0);

        get("/test/a/b");
        assertThat(JSON.readTree(event).get("rawPath").asText()).isEqualTo("/test/a/b");
        assertThat(JSON.readTree(event).at("/requestContext/stage").asText()).isEqualTo("test");

        send("GET", "/_aws/execute-api/" + api + "/test/c", "", Map.of(), new byte[0]);
        assertThat(JSON.readTree(event).get("rawPath").asText()).isEqualTo("/test/c");

        send("GET", "/_aws/execute-api/" + api + "/$default/d", "", Map.of(), new byte[0]);
        assertThat(JSON.readTree(event).get("rawPath").asText()).isEqualTo("/d");
    }

    @Test
    void what_no_api_stage_or_route_takes_is_not_found() throws IOException {
        for (String path : List.of("/_aws/execute-api/nothere/$default/x", "/_aws/execute-api/" + api + "/nostage/x")) {
            HttpResponse answer = send("GET", path, "", Map.of(), new byte[0]);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(text(answer)).isEqualTo("{\"message\":\"Not Found\"}");
        }
    }

    @Test
    void an_api_is_there_again_after_a_restart() throws IOException {
        ApiGateway again = open();

        assertThat(again.apis().getApis(GetApisRequest.builder().build()).items())
                .extracting("apiId")
                .containsExactly(api);
        gateway = again;
        assertThat(get("/x").status()).isEqualTo(200);
    }

    @Test
    void without_a_stack_the_front_says_what_to_run() throws IOException {
        HttpResponse answer = send("GET", "/_api/v2", "", Map.of(), new byte[0]);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(text(answer))
                .isEqualTo("{\"error\":\"not ready: nothing is deployed here yet; run ./slipway deploy <bundle>\"}");
    }
}
