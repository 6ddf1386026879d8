package dev.slipway.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.deployer.cloud.InMemoryCloud;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What predict shows an API of its caller, and what it says when that was not enough. */
class PredictCommandTest {
    private static final String BODY = "{\"inputs\":[]}";
    private static final String ANSWER = "{\"model_name\":\"penguins\",\"outputs\":[]}";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private final InMemoryCloud cloud = new InMemoryCloud("f");
    private final Headers received = new Headers();
    private HttpServer api;
    private int status = 200;
    private String answer = ANSWER;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", exchange -> {
            received.putAll(exchange.getRequestHeaders());
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        api.start();
        cloud.stacks().apisAt("http://127.0.0.1:" + api.getAddress().getPort() + "/live");
        Files.writeString(folder.resolve("slipway.yaml"), "default_environment: aws\n");
        Files.writeString(folder.resolve("request.json"), BODY);
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void an_open_api_is_shown_nothing() {
        assertThat(predict("none")).as(err()).isZero();

        assertThat(received).doesNotContainKeys("Authorization", "X-api-key");
        assertThat(out()).contains("penguins");
    }

    @Test
    void for_signed_requests_the_caller_signs_method_path_and_body() {
        assertThat(predict("iam")).as(err()).isZero();

        assertThat(received.getFirst("Authorization"))
                .isEqualTo("signed POST /live/v2/models/penguins/infer of " + BODY.length() + " bytes");
    }

    @Test
    void a_token_comes_from_the_option_or_the_environment() {
        assertThat(predict("jwt", "--token", "abc")).as(err()).isZero();
        assertThat(received.getFirst("Authorization")).isEqualTo("Bearer abc");

        environment.put("SLIPWAY_API_TOKEN", "def");
        assertThat(run("predict", "penguins", "--data", "@request.json"))
                .as(err())
                .isZero();
        assertThat(received.getFirst("Authorization")).isEqualTo("Bearer def");
    }

    @Test
    void a_key_comes_from_the_option_or_the_environment() {
        assertThat(predict("api-key", "--api-key", "k1")).as(err()).isZero();
        assertThat(received.getFirst("x-api-key")).isEqualTo("k1");

        environment.put("SLIPWAY_API_KEY", "k2");
        assertThat(run("predict", "penguins", "--data", "@request.json"))
                .as(err())
                .isZero();
        assertThat(received.getFirst("x-api-key")).isEqualTo("k2");
    }

    @Test
    void what_is_missing_is_told_before_anything_is_sent() {
        assertThat(predict("jwt")).isEqualTo(4);
        assertThat(err())
                .contains("the API of penguins takes bearer tokens (Auth=jwt), and none was given")
                .contains("--token or SLIPWAY_API_TOKEN");
        assertThat(received).isEmpty();
    }

    @Test
    void a_missing_key_is_told_with_the_command_that_shows_it() {
        assertThat(predict("api-key")).isEqualTo(4);
        assertThat(err())
                .contains("takes API keys (Auth=api-key), and none was given")
                .contains("aws apigateway get-api-key --include-value")
                .contains("ApiKeyId of slipway-penguins");
    }

    @Test
    void an_option_for_another_kind_of_access_is_a_usage_error() {
        assertThat(predict("iam", "--token", "abc")).isEqualTo(2);
        assertThat(err())
                .contains("--token was given, but the API of penguins takes requests signed by AWS identities"
                        + " (Auth=iam)");
        assertThat(received).isEmpty();
    }

    @Test
    void a_refusal_says_what_the_api_takes_and_what_to_pass() {
        status = 403;
        answer = "{\"message\":\"Forbidden\"}";
        assertThat(predict("iam")).isEqualTo(4);
        assertThat(err())
                .contains(
                        "answered 403: Forbidden; the API of penguins takes requests signed by AWS identities (Auth=iam)")
                .contains("execute-api:Invoke");

        status = 401;
        answer = "Unauthorized";
        assertThat(predict("jwt", "--token", "secret-token")).isEqualTo(4);
        assertThat(err())
                .contains("answered 401: Unauthorized; the API of penguins takes bearer tokens (Auth=jwt)")
                .contains("pass a token that is not expired")
                .doesNotContain("secret-token");
    }

    /** Predicts with a stack that takes this kind of caller. */
    private int predict(String auth, String... options) {
        cloud.stacks().create("slipway-penguins", "", Map.of("ModelName", "penguins", "Auth", auth));
        List<String> arguments = new ArrayList<>(List.of("predict", "penguins", "--data", "@request.json"));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        Surroundings surroundings = new Surroundings(
                environment,
                folder,
                Path.of("..").toAbsolutePath().normalize(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                Clock.systemUTC(),
                access -> cloud);
        return new Slipway(surroundings).execute(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
