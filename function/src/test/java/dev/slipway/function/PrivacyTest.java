package dev.slipway.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.function.store.FakeS3;
import dev.slipway.function.store.LambdaCredentials;
import dev.slipway.function.store.S3ModelStore;
import dev.slipway.function.store.TestBundle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty secrets wherever a caller or an operator can put one. None may reach what the function writes; an answer may give
 * its sender back the names that it sent, so that it can mend them, and never a value.
 */
class PrivacyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path root;

    private final Set<String> markers = new TreeSet<>();
    private final Set<String> echoed = new TreeSet<>();
    private final List<String> events = new ArrayList<>();
    private FakeS3 s3;
    private TestBundle bundle;
    private String request;

    @BeforeEach
    void push_penguins() throws IOException {
        s3 = new FakeS3();
        bundle = TestBundle.real("penguins-v2");
        bundle.pushTo(s3);
        request = JSON.readTree(bundle.files().getOrDefault("golden.json", new byte[0]))
                .path(0)
                .path("request")
                .toString();
    }

    @AfterEach
    void close() {
        s3.close();
    }

    /** A text that occurs nowhere by itself, and names its place where it is found. */
    private String secret(String place) {
        String marker = "SecretOf" + place + "X" + (4711 + markers.size());
        assertThat(markers.add(marker)).as(place).isTrue();
        return marker;
    }

    /** A name of the sender's own, which an answer may tell it. */
    private String name(String place) {
        String marker = secret(place);
        echoed.add(marker);
        return marker;
    }

    private ObjectNode event(String method, String path, String body) {
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "2.0").put("rawPath", path).put("body", body).put("isBase64Encoded", false);
        event.putObject("headers").put("content-type", "application/json");
        event.putObject("requestContext")
                .putObject("http")
                .put("method", method)
                .put("path", path);
        return event;
    }

    private void infer(String body) {
        events.add(event("POST", "/v2/models/penguins/infer", body).toString());
    }

    private String with(String from, String to) {
        assertThat(request).contains(from);
        return request.replace(from, to);
    }

    private void bodies() {
        String number = "4711" + (1_000_000 + markers.size());
        markers.add(number);
        infer(with("37.9", number));
        infer(with("37.9", "\"" + secret("NumberAsText") + "\""));
        infer(with("Biscoe", secret("Category")));
        infer(with("\"female\"", "\"" + secret("OtherCategory") + "\""));
        infer(with("\"island\"", "\"" + name("InputName") + "\""));
        infer(with("{\"inputs\"", "{\"id\":\"" + name("Id") + "\",\"inputs\""));
        infer(with("{\"inputs\"", "{\"parameters\":{\"p\":\"" + secret("Parameter") + "\"},\"inputs\""));
        infer(with("{\"inputs\"", "{\"parameters\":{\"" + name("ParameterName") + "\":true},\"inputs\""));
        infer(with("\"datatype\"", "\"parameters\":{\"q\":\"" + secret("TensorParameter") + "\"},\"datatype\""));
        infer(with("{\"inputs\"", "{\"outputs\":[{\"name\":\"" + name("OutputName") + "\"}],\"inputs\""));
        infer(with("\"FP64\"", "\"" + name("Datatype") + "\""));
        infer(with("[1]", "[\"" + secret("Shape") + "\"]"));
        infer(with("{\"inputs\"", "{\"" + name("Field") + "\":1,\"inputs\""));
        infer(request + secret("Tail"));
        infer("{\"inputs\": " + secret("Malformed"));
        infer("{\"inputs\": \"" + secret("Unfinished"));
        infer("[\"" + secret("Array") + "\"]");
        infer("\"" + secret("Text") + "\"");
        infer(secret("NoJson"));
        infer("{\"inputs\":{\"a\":\"" + secret("Object") + "\"}}");
        infer("[".repeat(2000) + secret("Deep"));
        infer("{\"inputs\":[\"" + secret("Oversize") + "x".repeat(6 * 1024 * 1024) + "\"]}");
        infer(with("\"Biscoe\"", "\"" + secret("Escape") + "\\uD800\""));
    }

    private void headers() {
        ObjectNode event = event("POST", "/v2/models/penguins/infer", request);
        ((ObjectNode) event.path("headers"))
                .put("authorization", "Bearer " + secret("Authorization"))
                .put("cookie", "session=" + secret("Cookie"))
                .put("x-api-key", secret("ApiKey"))
                .put("x-forwarded-for", secret("ForwardedFor"))
                .put("user-agent", secret("UserAgent"))
                .put("accept", secret("Accept"))
                .put("x-amz-security-token", secret("SecurityToken"))
                .put(secret("HeaderName"), "1");
        event.putArray("cookies").add("other=" + secret("Cookies"));
        event.put("rawQueryString", "token=" + secret("RawQuery"));
        event.putObject("queryStringParameters").put("token", secret("Query"));
        event.putObject("stageVariables").put("password", secret("StageVariable"));
        ((ObjectNode) event.path("requestContext"))
                .putObject("authorizer")
                .putObject("jwt")
                .putObject("claims")
                .put("sub", secret("Claim"));
        ((ObjectNode) event.path("requestContext").path("http")).put("sourceIp", secret("SourceIp"));
        events.add(event.toString());
        ObjectNode failing = event.deepCopy();
        failing.put("body", "{");
        events.add(failing.toString());
    }

    private void shapes() {
        ObjectNode media = event("POST", "/v2/models/penguins/infer", request);
        ((ObjectNode) media.path("headers")).put("content-type", "text/" + name("MediaType"));
        events.add(media.toString());
        ObjectNode binary = event("POST", "/v2/models/penguins/infer", secret("Binary"));
        ((ObjectNode) binary.path("headers"))
                .put("content-type", "application/octet-stream")
                .put("inference-header-content-length", secret("BinaryLength"));
        events.add(binary.toString());
        ObjectNode base64 = event("POST", "/v2/models/penguins/infer", "!" + secret("Base64") + "!");
        base64.put("isBase64Encoded", true);
        events.add(base64.toString());
        events.add(event("GET", "/v2/models/" + name("PathModel"), "").toString());
        events.add(event("GET", "/v2/models/penguins/versions/" + name("PathVersion"), "")
                .toString());
        events.add(event("GET", "/" + name("Path"), "").toString());
        events.add(event(name("Method"), "/v2/models/penguins/infer", "").toString());
        events.add(secret("Event"));
        events.add("{\"inputs\":[\"" + secret("DirectInvoke") + "\"]}");
        events.add("{\"version\":\"2.0\",\"body\":" + secret("BrokenEvent") + "}");
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("SLIPWAY_MODEL", "penguins");
        environment.put("SLIPWAY_MODEL_BUCKET", FakeS3.BUCKET);
        environment.put("SLIPWAY_MODEL_MANIFEST", bundle.release().manifestKey());
        environment.put("SLIPWAY_MODEL_DIGEST", bundle.release().digest());
        environment.put("AWS_REGION", "eu-central-1");
        environment.put("AWS_ENDPOINT_URL_S3", s3.url());
        environment.put("AWS_ACCESS_KEY_ID", secret("AccessKey"));
        environment.put("AWS_SECRET_ACCESS_KEY", secret("SecretKey"));
        environment.put("AWS_SESSION_TOKEN", secret("SessionToken"));
        environment.put("DATABASE_PASSWORD", secret("Environment"));
        environment.put("TMPDIR", root.toString());
        return environment;
    }

    @Test
    void fifty_secrets_reach_no_log_no_metric_and_no_answer_at_any_level() throws IOException {
        bodies();
        headers();
        shapes();
        Map<String, String> environment = environment();
        assertThat(markers).hasSizeGreaterThanOrEqualTo(50);
        // There is one level. These are what people and Lambda would set for more; none makes the function say more.
        for (String level : List.of("ERROR", "INFO", "DEBUG", "TRACE")) {
            for (String variable : List.of("SLIPWAY_LOG_LEVEL", "AWS_LAMBDA_LOG_LEVEL", "LOG_LEVEL")) {
                environment.put(variable, level);
            }
            run(environment);
        }
    }

    private void run(Map<String, String> environment) throws IOException {
        var stdout = new ByteArrayOutputStream();
        var out = new PrintStream(stdout, true, UTF_8);
        Handler handler = handler(environment, out);
        var answers = new StringBuilder();
        for (String event : events) {
            var answer = new ByteArrayOutputStream();
            handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, TestContext.live());
            answers.append(answer.toString(UTF_8)).append('\n');
        }
        assertThat(stdout.toString(UTF_8).lines().filter(line -> line.contains("\"_aws\"")))
                .hasSize(events.size());
        assertNone(stdout.toString(UTF_8), markers);
        Set<String> never = new TreeSet<>(markers);
        never.removeAll(echoed);
        assertNone(answers.toString(), never);
    }

    private Handler handler(Map<String, String> environment, PrintStream out) {
        Configuration configuration = Configuration.of(environment);
        var credentials = new LambdaCredentials(environment, Clock.systemUTC());
        var store = new S3ModelStore(
                configuration.location(),
                credentials,
                Clock.systemUTC(),
                configuration.trust(),
                root.resolve("slipway"));
        return new Handler(configuration, store, credentials, out, Clock.systemUTC());
    }

    private static void assertNone(String text, Set<String> secrets) {
        for (String secret : secrets) {
            assertThat(text).doesNotContain(secret);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8));
            assertThat(text).doesNotContain(base64);
        }
    }

    @Test
    void an_s3_that_refuses_and_an_environment_that_is_wrong_are_told_without_secrets() throws IOException {
        Map<String, String> environment = environment();
        s3.refuse(bundle.release().manifestKey(), 403, "AccessDenied", "for " + secret("S3Message"));
        var stdout = new ByteArrayOutputStream();
        Handler handler = handler(environment, new PrintStream(stdout, true, UTF_8));
        var answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(request.getBytes(UTF_8)), answer, TestContext.live());
        assertThat(answer.toString(UTF_8)).contains("AccessDenied");
        assertNone(stdout.toString(UTF_8) + answer.toString(UTF_8), markers);

        for (String variable : List.of(
                "SLIPWAY_MODEL",
                "SLIPWAY_MODEL_BUCKET",
                "SLIPWAY_MODEL_MANIFEST",
                "SLIPWAY_MODEL_DIGEST",
                "SLIPWAY_REQUIRE_SIGNED",
                "SLIPWAY_TRUSTED_SIGNERS",
                "AWS_REGION",
                "AWS_ENDPOINT_URL")) {
            Map<String, String> wrong = new HashMap<>(environment);
            wrong.remove("AWS_ENDPOINT_URL_S3");
            wrong.put(variable, "://" + secret("Wrong" + variable));
            assertNone(String.valueOf(catchThrowable(() -> Configuration.of(wrong))), markers);
        }
        Map<String, String> password = new HashMap<>(environment);
        password.put("AWS_ENDPOINT_URL_S3", "http://user:" + secret("UrlPassword") + "@127.0.0.1:1");
        assertNone(String.valueOf(catchThrowable(() -> Configuration.of(password))), markers);
        password.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://elsewhere.example/" + secret("CredentialsPath"));
        assertNone(
                String.valueOf(catchThrowable(() -> new LambdaCredentials(password, Clock.systemUTC()).current())),
                markers);
    }
}
