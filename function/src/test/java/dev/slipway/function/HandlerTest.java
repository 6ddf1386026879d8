package dev.slipway.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.function.RunningFunction.Answer;
import dev.slipway.function.store.FakeS3;
import dev.slipway.function.store.TestBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerTest {
    private static final String INFER = "/v2/models/penguins/infer";

    @TempDir
    Path root;

    private FakeS3 s3;
    private TestBundle bundle;
    private RunningFunction function;

    @BeforeEach
    void release_penguins() throws IOException {
        s3 = new FakeS3();
        bundle = TestBundle.real("penguins-v2");
        bundle.pushTo(s3);
        function = new RunningFunction(s3.location(), Optional.of(bundle.release()), root);
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private JsonNode golden(int index) {
        return RunningFunction.parse(new String(bundle.files().get("golden.json"), StandardCharsets.UTF_8))
                .get(index);
    }

    private String request() {
        return golden(0).path("request").toString();
    }

    private static String label(JsonNode response) {
        for (JsonNode output : response.path("outputs")) {
            if (output.path("name").asText().equals("label")) {
                return output.path("data").path(0).asText();
            }
        }
        throw new AssertionError("no label in " + response);
    }

    @Test
    void predicts_through_the_http_api() throws IOException {
        Answer answer = function.infer(request());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(label(answer.body())).isEqualTo("Adelie");
        assertThat(answer.body().path("model_name").asText()).isEqualTo("penguins");
        assertThat(answer.body().path("model_version").asText()).isEqualTo("7");
        assertThat(answer.body().path("id").asText()).isNotEmpty();
        assertThat(answer.headers().path("content-type").asText()).isEqualTo("application/json");
        assertThat(answer.headers().path("x-slipway-request-id").asText()).isEqualTo("request-1");
        assertThat(answer.headers().path("x-slipway-model-version").asText()).isEqualTo("7");
        assertThat(answer.headers().path("x-slipway-model-digest").asText())
                .isEqualTo(bundle.manifest().digest());
    }

    @Test
    void predicts_by_the_version_that_runs() throws IOException {
        assertThat(function.http("POST", "/v2/models/penguins/versions/7/infer", Map.of(), request())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void predicts_from_a_plain_body_in_a_direct_invoke() throws IOException {
        JsonNode response = RunningFunction.parse(function.invoke(request()));

        assertThat(label(response)).isEqualTo("Adelie");
        assertThat(response.path("model_version").asText()).isEqualTo("7");
    }

    @Test
    void predicts_from_a_body_that_the_gateway_made_base64_of() throws IOException {
        String body = Base64.getEncoder().encodeToString(request().getBytes(StandardCharsets.UTF_8));

        JsonNode response = RunningFunction.parse(function.invoke("{\"rawPath\":\"" + INFER
                + "\",\"requestContext\":{\"http\":{\"method\":\"POST\"}},\"body\":\"" + body
                + "\",\"isBase64Encoded\":true}"));

        assertThat(response.path("statusCode").asInt()).isEqualTo(200);
    }

    @Test
    void answers_a_rest_api_in_its_own_shape() throws IOException {
        String event =
                "{\"resource\":\"/v2/{proxy+}\",\"path\":\"%s\",\"httpMethod\":\"%s\",\"requestContext\":{\"stage\":\"v2\"},"
                        + "\"multiValueHeaders\":{\"Content-Type\":[\"application/json\"]},\"isBase64Encoded\":true,\"body\":\"%s\"}";
        String body = Base64.getEncoder().encodeToString(request().getBytes(StandardCharsets.UTF_8));

        JsonNode answered = RunningFunction.parse(function.invoke(event.formatted(INFER, "POST", body)));
        JsonNode refused = RunningFunction.parse(function.invoke(event.formatted(INFER, "PUT", body)));

        assertThat(answered.fieldNames())
                .toIterable()
                .containsExactly("statusCode", "headers", "body", "isBase64Encoded");
        assertThat(answered.path("statusCode").asInt()).isEqualTo(200);
        assertThat(answered.path("isBase64Encoded").isBoolean()).isTrue();
        assertThat(answered.path("headers")).allMatch(JsonNode::isTextual);
        assertThat(label(RunningFunction.parse(answered.path("body").asText()))).isEqualTo("Adelie");
        assertThat(refused.path("statusCode").asInt()).isEqualTo(405);
        assertThat(refused.path("body").asText()).contains("PUT is not allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v2/health/live|{\"live\":true}",
                "/v2/health/ready|{\"live\":true,\"ready\":true}",
                "/v2/models|{\"models\":[\"penguins\"]}",
                "/v2/models/penguins/ready|{\"name\":\"penguins\",\"ready\":true}",
                "/v2/models/penguins/versions/7/ready|{\"name\":\"penguins\",\"ready\":true}"
            })
    void answers_about_health_and_models(String path, String body) throws IOException {
        Answer answer = function.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(RunningFunction.parse(body));
    }

    @Test
    void describes_server_and_model() throws IOException {
        assertThat(function.get("/v2").body().path("name").asText()).isEqualTo("slipway");
        JsonNode metadata = function.get("/v2/models/penguins").body();
        assertThat(metadata.path("platform").asText()).isEqualTo("onnx_onnxv1");
        assertThat(metadata.path("versions")).hasToString("[\"7\"]");
        assertThat(metadata.path("inputs").findValuesAsText("name")).contains("bill_length_mm", "island");
        assertThat(metadata.path("outputs").findValuesAsText("name"))
                .containsExactly("label", "probability", "probabilities");
        JsonNode config = function.get("/v2/models/penguins/config").body();
        assertThat(config.path("input").findValuesAsText("data_type")).contains("TYPE_STRING");
    }

    @Test
    void the_index_tells_whether_the_model_is_loaded() throws IOException {
        assertThat(index().path("state").asText()).isEqualTo("UNAVAILABLE");
        function.infer(request());
        assertThat(index().path("state").asText()).isEqualTo("READY");
    }

    private JsonNode index() throws IOException {
        return function.http("POST", "/v2/repository/index", Map.of(), "{}")
                .body()
                .path(0);
    }

    @Test
    void refuses_what_the_protocol_does_not_have() throws IOException {
        assertThat(function.get("/v3").status()).isEqualTo(404);
        assertThat(function.get(INFER).status()).isEqualTo(405);
        assertThat(function.get("/v2/models/digits").error())
                .isEqualTo("unknown model 'digits'; this function serves 'penguins'");
        assertThat(function.get("/v2/models/penguins/versions/6").status()).isEqualTo(404);
    }

    @Test
    void refuses_bodies_it_cannot_read_yet_and_says_so() throws IOException {
        Answer octets = function.http("POST", INFER, Map.of("content-type", "application/octet-stream"), "x");
        Answer binary = function.http("POST", INFER, Map.of("inference-header-content-length", "10"), "{}");
        Answer gzip = function.http("POST", INFER, Map.of("content-encoding", "gzip"), "x");
        Answer form = function.http("POST", INFER, Map.of("content-type", "text/plain; charset=utf-8"), "x");

        assertThat(octets.status()).isEqualTo(501);
        assertThat(binary.status()).isEqualTo(501);
        assertThat(binary.error()).contains("binary tensors are not implemented");
        assertThat(gzip.status()).isEqualTo(415);
        assertThat(gzip.error()).contains("'gzip' is not supported; send the body uncompressed");
        assertThat(form.status()).isEqualTo(415);
        assertThat(form.error()).contains("'text/plain' is not supported; send application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"inputs\":7}", "{\"inputs\":[]}", "{\"inputs\":[{\"name\":\"island\"}]}"})
    void a_broken_body_is_the_callers_error_and_the_next_call_is_served(String body) throws IOException {
        Answer answer = function.infer(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isNotBlank();
        assertThat(function.infer(request()).status()).isEqualTo(200);
        assertThat(function.metrics().get(0).path("ClientErrors").asInt()).isEqualTo(1);
        assertThat(function.metrics().get(0).path("Errors").asInt()).isZero();
    }

    @Test
    void a_direct_invoke_learns_its_status_beside_the_error() throws IOException {
        JsonNode response = RunningFunction.parse(function.invoke("{\"inputs\":[]}"));

        assertThat(response.path("status").asInt()).isEqualTo(400);
        assertThat(response.path("error").asText()).isNotBlank();
        assertThat(RunningFunction.parse(function.invoke("{}")).path("error").asText())
                .contains("nor an inference request with 'inputs'");
    }

    @Test
    void a_body_larger_than_lambda_carries_is_refused_before_it_is_read() throws IOException {
        Answer answer = function.infer(" ".repeat(6 * 1024 * 1024));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.error())
                .contains("the request's body has 6291456 bytes")
                .contains("send fewer rows");
    }

    @Test
    void writes_one_line_of_metrics_for_each_call() throws IOException {
        function.infer(request());
        function.infer(request());

        assertThat(function.metrics()).hasSize(2);
        JsonNode cold = function.metrics().get(0);
        JsonNode warm = function.metrics().get(1);
        assertThat(cold.path("ColdStarts").asInt()).isEqualTo(1);
        assertThat(cold.path("ModelLoadBytes").asLong()).isPositive();
        assertThat(warm.path("ColdStarts").asInt()).isZero();
        assertThat(warm.has("ModelLoadTime")).isFalse();
        assertThat(warm.path("Alias").asText()).isEqualTo("live");
        assertThat(warm.path("RunTime").asDouble()).isPositive();
        assertThat(function.logs())
                .singleElement()
                .satisfies(line -> assertThat(line.path("message").asText()).isEqualTo("model loaded"))
                .satisfies(line -> assertThat(line.path("requestId").asText()).isEqualTo("request-1"))
                .satisfies(line ->
                        assertThat(line.path("remainingMilliseconds").asInt()).isEqualTo(12_345));
    }
}
