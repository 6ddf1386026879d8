package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An embedded cloud of its own in a project folder of its own, as {@code slipway local up} makes it. */
final class EmbeddedCloud implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final List<String> SHARED = List.of("template.yaml", "function", "models");

    private final Slipway slipway;
    private JsonNode described;

    private EmbeddedCloud(Slipway slipway, JsonNode described) {
        this.slipway = slipway;
        this.described = described;
    }

    /** Starts one on a free port; {@code plan} is the default rollout of the project, as YAML. */
    static EmbeddedCloud up(Path project, String plan) {
        try {
            Files.writeString(project.resolve("slipway.yaml"), """
                    default_environment: local
                    environments:
                      local: {embedded: true}
                    rollout: %s
                    """.formatted(plan));
            for (String shared : SHARED) {
                Files.createSymbolicLink(project.resolve(shared), Slipway.home().resolve(shared));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Slipway slipway = new Slipway(project);
        return new EmbeddedCloud(slipway, start(slipway));
    }

    private static JsonNode start(Slipway slipway) {
        Slipway.Outcome outcome = slipway.run("local", "up", "--detach", "--port", "0", "--output", "json");
        assertThat(outcome.exit()).as(outcome.toString()).isZero();
        return json(outcome.stdout());
    }

    Slipway slipway() {
        return slipway;
    }

    String endpoint() {
        return described.get("endpoint").asText();
    }

    /** The file of the credentials that it takes. */
    Path credentials() {
        return Path.of(described.get("credentials").asText());
    }

    long pid() {
        return described.get("pid").asLong();
    }

    Path state() {
        return slipway.project().resolve(".slipway/local");
    }

    /** Sends a request below the API's URL. */
    HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(described.get("api").asText() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(method + " " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    HttpResponse<String> post(String path, String body) {
        return send("POST", path, body);
    }

    /** Ends the cloud as {@code kill -9} does, and starts it again over the same state. */
    void killAndRestart() {
        ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
        process.destroyForcibly();
        try {
            process.onExit().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new AssertionError("the cloud outlived kill -9", e);
        }
        described = start(slipway);
    }

    @Override
    public void close() {
        Slipway.Outcome down = slipway.run("local", "down");
        assertThat(down.exit()).as(down.toString()).isZero();
        for (String shared : SHARED) { // so that nobody's cleaning up follows a link out of the folder
            try {
                Files.delete(slipway.project().resolve(shared));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
