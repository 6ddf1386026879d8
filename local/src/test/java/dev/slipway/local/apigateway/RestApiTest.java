package dev.slipway.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpResponse;
import dev.slipway.local.lambda.Invoker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodRequest;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationRequest;

/** REST APIs' data plane with a function of the test's own. */
class RestApiTest extends RestApiCase {

    @Test
    void gives_the_function_the_event_of_payload_1() throws IOException {
        patchStage("/variables/colour", "red");

        send(
                "POST",
                "/live/v2/models/pen%20guins/infer",
                "a=1&b=x%20y&a=2",
                Map.of(
                        "host", List.of(api + ".execute-api.localhost:4566"),
                        "content-type", List.of("application/json"),
                        "user-agent", List.of("tests"),
                        "x-many", List.of("first", "second")),
                "{\"n\":1}".getBytes(StandardCharsets.UTF_8));

        ObjectNode actual = (ObjectNode) JSON.readTree(event);
        ObjectNode context = actual.withObject("/requestContext");
        assertThat(context.remove("requestId").asText()).matches("[0-9a-f-]{36}");
        assertThat(context.remove("extendedRequestId").asText()).hasSize(16);
        assertThat(context.remove("deploymentId").asText()).hasSize(6);
        String trace = actual.withObject("/headers").remove("X-Amzn-Trace-Id").asText();
        assertThat(actual.withObject("/multiValueHeaders")
                        .remove("X-Amzn-Trace-Id")
                        .get(0)
                        .asText())
                .isEqualTo(trace);
        assertThat(actual).isEqualTo(JSON.readTree("""
                        {"resource": "/v2/{proxy+}", "path": "/v2/models/pen%%20guins/infer", "httpMethod": "POST",
                         "headers": {"Content-Type": "application/json", "Host": "%1$s.execute-api.localhost:4566",
                           "User-Agent": "tests", "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Port": "4566",
                           "X-Forwarded-Proto": "http", "x-many": "second"},
                         "multiValueHeaders": {"Content-Type": ["application/json"],
                           "Host": ["%1$s.execute-api.localhost:4566"], "User-Agent": ["tests"],
                           "X-Forwarded-For": ["127.0.0.1"], "X-Forwarded-Port": ["4566"], "X-Forwarded-Proto": ["http"],
                           "x-many": ["first", "second"]},
                         "queryStringParameters": {"a": "2", "b": "x y"},
                         "multiValueQueryStringParameters": {"a": ["1", "2"], "b": ["x y"]},
                         "pathParameters": {"proxy": "models/pen guins/infer"}, "stageVariables": {"colour": "red"},
                         "requestContext": {"resourceId": "%2$s", "resourcePath": "/v2/{proxy+}", "httpMethod": "POST",
                           "requestTime": "24/Nov/2026:12:30:15 +0000", "path": "/live/v2/models/pen%%20guins/infer",
                           "accountId": "000000000000", "protocol": "HTTP/1.1", "stage": "live", "domainPrefix": "%1$s",
                           "requestTimeEpoch": 1795523415250, "domainName": "%1$s.execute-api.localhost", "apiId": "%1$s",
                           "identity": {"cognitoIdentityPoolId": null, "accountId": null, "cognitoIdentityId": null,
                             "caller": null, "sourceIp": "127.0.0.1", "principalOrgId": null, "accessKey": null,
                             "cognitoAuthenticationType": null, "cognitoAuthenticationProvider": null, "userArn": null,
                             "userAgent": "tests", "user": null}},
                         "body": "{\\"n\\":1}", "isBase64Encoded": false}
                        """.formatted(api, proxy)));
        assertThat(invoked).isEqualTo("echo:live");
    }

    @Test
    void what_is_empty_is_null() throws IOException {
        get("/v2/x");

        JsonNode actual = JSON.readTree(event);
        for (String name :
                List.of("queryStringParameters", "multiValueQueryStringParameters", "stageVariables", "body")) {
            assertThat(actual.get(name).isNull()).as(name).isTrue();
        }
    }

    @Test
    void is_reached_at_every_shape_of_address() throws IOException {
        for (String path :
                List.of("/_aws/execute-api/" + api + "/live/v2/x", "/restapis/" + api + "/live/_user_request_/v2/x")) {
            assertThat(send("GET", path, "", Map.of(), new byte[0]).status())
                    .as(path)
                    .isEqualTo(200);
            assertThat(JSON.readTree(event).get("path").asText()).isEqualTo("/v2/x");
        }
        Map<String, List<String>> host = Map.of("host", List.of(api + ".execute-api.localhost"));
        assertThat(send("GET", "/live/v2/x", "", host, new byte[0]).status()).isEqualTo(200);
    }

    @Test
    void bodies_of_binary_media_types_are_base64_both_ways() throws IOException {
        function = payload ->
                result("{\"isBase64Encoded\":true,\"body\":\"AQL/\",\"headers\":{\"content-type\":\"image/png\"}}");

        HttpResponse answer = send(
                "POST",
                "/_aws/execute-api/" + api + "/live/v2/x",
                "",
                Map.of("content-type", List.of("image/png"), "accept", List.of("image/png, */*")),
                new byte[] {1, 2, (byte) 0xff});

        assertThat(JSON.readTree(event).get("body").asText()).isEqualTo("AQL/");
        assertThat(JSON.readTree(event).get("isBase64Encoded").asBoolean()).isTrue();
        assertThat(bytes(answer)).containsExactly(1, 2, 0xff);
        assertThat(text(get("/v2/x", Map.of("accept", List.of("text/html"))))).isEqualTo("AQL/");
    }

    @Test
    void maps_the_functions_answer() throws IOException {
        function = payload ->
                result("{\"statusCode\":201,\"headers\":{\"x-n\":5,\"X-Two\":\"a\",\"content-length\":\"99\"},"
                        + "\"multiValueHeaders\":{\"x-two\":[\"b\",\"c\"]},\"body\":\"{}\"}");

        HttpResponse answer = get("/v2/x");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers())
                .containsEntry("x-n", List.of("5"))
                .containsEntry("x-two", List.of("b", "c"))
                .containsEntry("Content-Type", List.of("application/json"))
                .containsKeys("x-amzn-RequestId", "x-amz-apigw-id")
                .doesNotContainKeys("content-length", "X-Two");
        assertThat(text(answer)).isEqualTo("{}");
    }

    @Test
    void what_is_no_answer_is_a_bad_gateway_and_the_log_says_why() throws IOException {
        for (String bad : List.of(
                "\"text\"",
                "no json",
                "{\"statusCode\":200,\"cookies\":[]}",
                "{\"statusCode\":2000}",
                "{\"body\":{}}",
                "{\"headers\":{\"x\":\"a\\r\\nb: c\"}}",
                "{\"multiValueHeaders\":{\"x\":\"a\"}}")) {
            function = payload -> result(bad);
            assertThat(get("/v2/x").status()).as(bad).isEqualTo(502);
            assertThat(text(get("/v2/x"))).isEqualTo("{\"message\":\"Internal server error\"}");
            assertThat(type(get("/v2/x"))).isEqualTo("InternalServerErrorException");
        }
        function = payload -> new Invoker.Result("1", "{}".getBytes(StandardCharsets.UTF_8), Optional.of("Unhandled"));
        assertThat(get("/v2/x").status()).isEqualTo(502);
        assertThat(log).contains("API " + api + ": Malformed Lambda proxy response: it is no JSON object");
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
        gateway.rest()
                .methods()
                .updateIntegration(UpdateIntegrationRequest.builder()
                        .restApiId(api)
                        .resourceId(proxy)
                        .httpMethod("ANY")
                        .patchOperations(PatchOperation.builder()
                                .op(Op.REPLACE)
                                .path("/timeoutInMillis")
                                .value("50")
                                .build())
                        .build());
        deploy();

        HttpResponse answer = get("/v2/x");
        never.countDown();

        assertThat(answer.status()).isEqualTo(504);
        assertThat(text(answer)).isEqualTo("{\"message\":\"Endpoint request timed out\"}");
    }

    @Test
    void a_body_over_10_mb_is_refused() throws IOException {
        HttpResponse answer =
                send("POST", "/_aws/execute-api/" + api + "/live/v2/x", "", Map.of(), new byte[(10 << 20) + 1]);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(text(answer)).isEqualTo("{\"message\":\"HTTP content length exceeded 10485760 bytes.\"}");
        assertThat(type(answer)).isEqualTo("RequestTooLargeException");
    }

    @Test
    void what_no_api_or_stage_or_method_takes_is_refused() throws IOException {
        for (String path :
                List.of("/restapis/nothere/live/_user_request_/x", "/_aws/execute-api/" + api + "/nostage/x")) {
            HttpResponse answer = send("GET", path, "", Map.of(), new byte[0]);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(text(answer)).isEqualTo("{\"message\":\"Forbidden\"}");
            assertThat(type(answer)).isEqualTo("ForbiddenException");
        }
        HttpResponse answer = get("/v1");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(text(answer)).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        assertThat(type(answer)).isEqualTo("MissingAuthenticationTokenException");
    }

    @Test
    void a_deployment_is_a_picture_that_later_changes_do_not_touch() throws IOException {
        gateway.rest()
                .methods()
                .deleteMethod(DeleteMethodRequest.builder()
                        .restApiId(api)
                        .resourceId(proxy)
                        .httpMethod("ANY")
                        .build());
        method(proxy, "GET", method -> method.authorizationType("AWS_IAM"));
        assertThat(get("/v2/x").status()).as("before the deployment").isEqualTo(200);

        deploy();
        assertThat(get("/v2/x").status()).as("after it").isEqualTo(403);

        gateway = open();
        assertThat(get("/v2/x").status()).as("after a restart").isEqualTo(403);
    }

    @Test
    void a_method_lets_its_burst_through_and_then_its_rate() throws IOException {
        patchStage("/*/*/throttling/rateLimit", "2");
        patchStage("/*/*/throttling/burstLimit", "3");
        for (int i = 0; i < 3; i++) {
            assertThat(get("/v2/x").status()).isEqualTo(200);
        }
        HttpResponse answer = get("/v2/x");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(text(answer)).isEqualTo("{\"message\":\"Too Many Requests\"}");
        assertThat(type(answer)).isEqualTo("TooManyRequestsException");

        now = now.plus(Duration.ofMillis(500));
        assertThat(get("/v2/x").status()).isEqualTo(200);
        assertThat(get("/v2/x").status()).isEqualTo(429);

        patchStage("/~1v2~1{proxy+}/GET/throttling/rateLimit", "100");
        patchStage("/~1v2~1{proxy+}/GET/throttling/burstLimit", "100");
        assertThat(get("/v2/x").status()).as("a method's own settings").isEqualTo(200);
    }

    @Test
    void a_function_whose_policy_does_not_name_the_method_is_not_invoked() throws IOException {
        List<String> sources = new ArrayList<>();
        policy = call -> {
            sources.add(call.sourceArn());
            return Optional.of("the resource policy does not let it");
        };

        HttpResponse answer = get("/v2/models/x");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(text(answer)).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(sources).containsExactly("arn:aws:execute-api:us-east-1:000000000000:" + api + "/live/GET/v2/*");
        assertThat(log).containsExactly("API " + api + ": the resource policy does not let it");
        assertThat(invoked).isEmpty();
    }

    @Test
    void what_lambda_refuses_has_the_gateways_words() throws IOException {
        function = payload -> {
            throw new AwsError(404, "ResourceNotFoundException", "Function not found");
        };
        assertThat(get("/v2/x").status()).isEqualTo(500);
        assertThat(text(get("/v2/x"))).isEqualTo("{\"message\":\"Internal server error\"}");
    }

    @Test
    void declared_answers_are_kept_and_change_nothing_of_a_proxys() throws IOException {
        PutMethodResponseRequest declared = PutMethodResponseRequest.builder()
                .restApiId(api)
                .resourceId(proxy)
                .httpMethod("ANY")
                .statusCode("404")
                .build();
        gateway.rest().responses().putMethodResponse(declared);
        deploy();

        assertThat(gateway.rest()
                        .methods()
                        .getMethod(GetMethodRequest.builder()
                                .restApiId(api)
                                .resourceId(proxy)
                                .httpMethod("ANY")
                                .build())
                        .methodResponses())
                .containsOnlyKeys("404");
        assertThat(get("/v2/x").status()).isEqualTo(200);
        assertThatThrownBy(() -> gateway.rest().responses().putMethodResponse(declared))
                .isInstanceOf(AwsError.class)
                .hasMessage("Response already exists for this resource");
    }

    @Test
    void a_method_whose_authorization_cannot_be_enforced_is_not_made() {
        String other = resource(root, "secret");
        assertThatThrownBy(() -> method(other, "GET", method -> method.authorizationType("CUSTOM")))
                .isInstanceOfSatisfying(
                        AwsError.class, error -> assertThat(error.status()).isEqualTo(501))
                .hasMessage("The embedded cloud's REST APIs do not serve the authorization CUSTOM of GET /secret");
        assertThatThrownBy(() -> method(
                        other,
                        "GET",
                        method -> method.authorizationType("COGNITO_USER_POOLS").authorizerId("gone")))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining("Invalid authorizer ID specified");
        assertThatThrownBy(() -> method(other, "GET", method -> method.authorizerId("x")))
                .isInstanceOf(AwsError.class)
                .hasMessage("GET /secret names an authorizer, but its authorization is NONE");
    }
}
