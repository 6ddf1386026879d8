package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.deployer.cloud.CloudAccess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An embedded cloud of its own in a project folder of its own, as {@code slipway local up} makes it. */
final class EmbeddedCloud implements Backend {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> SHARED = List.of("template.yaml", "function", "models");

    private final Slipway slipway;
    private final String model;
    private JsonNode described;
    private Clients clients;

    private EmbeddedCloud(Slipway slipway, String model) {
        this.slipway = slipway;
        this.model = model;
        start();
    }

    /** Starts one on a free port; {@code plan} is the default rollout of the project, as YAML. */
    static EmbeddedCloud up(Path project, String plan) {
        return up(project, "penguins", plan, Map.of());
    }

    /** @param parameters of the model's stack */
    static EmbeddedCloud up(Path project, String model, String plan, Map<String, String> parameters) {
        return up(project, model, plan, parameters, Map.of());
    }

    /** @param environment what the cloud's process and the command find beside the usual */
    static EmbeddedCloud up(
            Path project, String model, String plan, Map<String, String> parameters, Map<String, String> environment) {
        try {
            Files.writeString(project.resolve("slipway.yaml"), """
                    default_environment: local
                    environments:
                      local: {embedded: true}
                    models:
                      %s: {parameters: %s}
                    rollout: %s
                    """.formatted(
                            model, JSON.valueToTree(parameters), plan)); // a map in JSON is one in YAML
            for (String shared : SHARED) {
                Files.createSymbolicLink(project.resolve(shared), Slipway.home().resolve(shared));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new EmbeddedCloud(new Slipway(project, environment), model);
    }

    private void start() {
        Slipway.Outcome outcome = slipway.run("local", "up", "--detach", "--port", "0", "--output", "json");
        assertThat(outcome.exit()).as(outcome.toString()).isZero();
        described = json(outcome.stdout());
        clients = Clients.of(access());
    }

    @Override
    public Slipway slipway() {
        return slipway;
    }

    @Override
    public String stack() {
        return "slipway-" + model;
    }

    @Override
    public URI api() {
        return URI.create(described.get("api").asText());
    }

    @Override
    public Clients clients() {
        return clients;
    }

    @Override
    public CloudAccess access() {
        return CloudAccess.embeddedAt(endpoint(), credentials().toString());
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
        clients.close();
        start();
    }

    @Override
    public void close() {
        clients.close();
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
