package dev.slipway.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.function.store.Credentials;
import dev.slipway.function.store.LambdaCredentials;
import dev.slipway.function.store.ModelStore;
import dev.slipway.function.store.ModelTrust;
import dev.slipway.function.store.ReleaseReference;
import dev.slipway.function.store.S3Location;
import dev.slipway.function.store.S3ModelStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A handler with what it wrote to stdout, called as Lambda would call it. */
final class RunningFunction {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Credentials CREDENTIALS =
            new LambdaCredentials(Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "s"), Clock.systemUTC());

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final Handler handler;

    RunningFunction(S3Location location, Optional<ReleaseReference> release, Path root) {
        this(location, release, ModelTrust.ANYBODY, root);
    }

    RunningFunction(S3Location location, Optional<ReleaseReference> release, ModelTrust trust, Path root) {
        this(new S3ModelStore(location, CREDENTIALS, Clock.systemUTC(), trust, root), release, CREDENTIALS);
    }

    RunningFunction(ModelStore store, Optional<ReleaseReference> release, Credentials credentials) {
        var configuration = new Configuration(
                "penguins",
                new S3Location("b", "eu-central-1", null),
                release,
                ModelTrust.ANYBODY,
                Path.of("unused"),
                false);
        handler =
                new Handler(configuration, store, credentials, new PrintStream(stdout, true, UTF_8), Clock.systemUTC());
    }

    Handler handler() {
        return handler;
    }

    String stdout() {
        return stdout.toString(UTF_8);
    }

    /** The metrics' lines, one of each call. */
    List<JsonNode> metrics() {
        return stdout().lines()
                .map(RunningFunction::parse)
                .filter(line -> line.has("_aws"))
                .toList();
    }

    /** The other lines. */
    List<JsonNode> logs() {
        return stdout().lines()
                .map(RunningFunction::parse)
                .filter(line -> !line.has("_aws"))
                .toList();
    }

    String invoke(String event) throws IOException {
        var out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), out, TestContext.live());
        return out.toString(UTF_8);
    }

    Answer get(String path) throws IOException {
        return http("GET", path, Map.of(), "");
    }

    Answer infer(String body) throws IOException {
        return http("POST", "/v2/models/penguins/infer", Map.of("content-type", "application/json"), body);
    }

    Answer http(String method, String path, Map<String, String> headers, String body) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "2.0").put("rawPath", path);
        headers.forEach(event.putObject("headers")::put);
        event.putObject("requestContext")
                .putObject("http")
                .put("method", method)
                .put("path", path);
        event.put("body", body).put("isBase64Encoded", false);
        JsonNode response = parse(invoke(event.toString()));
        return new Answer(
                response.path("statusCode").asInt(),
                response.path("headers"),
                parse(response.path("body").asText()));
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new AssertionError("no JSON: " + json, broken);
        }
    }

    /** What came back through the HTTP API. */
    record Answer(int status, JsonNode headers, JsonNode body) {
        String error() {
            return body.path("error").asText();
        }
    }
}
