package dev.slipway.acceptance;

import dev.slipway.deployer.cloud.CloudAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A cloud as a project sees it: the command pointed at it, its API from outside, and clients to look behind both. */
interface Backend extends AutoCloseable {
    HttpClient HTTP = HttpClient.newHttpClient();

    /** Longer than the 29 s after which an API gives up. */
    Duration PATIENCE = Duration.ofSeconds(40);

    /** The command in this backend's project. */
    Slipway slipway();

    /** The name of the model's stack. */
    String stack();

    /** Where the API is now; paths such as {@code /v2/models} are below it. */
    URI api();

    /** How the deployer's own cloud is opened here, for a test that needs a part of it. */
    CloudAccess access();

    /** The SDK's clients; closed with the backend. */
    Clients clients();

    /** Removes what was made for this project. */
    @Override
    void close();

    /** What the stack made. */
    default StackOutputs outputs() {
        return StackOutputs.of(clients(), stack());
    }

    /** Sends a request through the API. */
    default HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api() + path))
                .timeout(PATIENCE)
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

    default HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    default HttpResponse<String> post(String path, String body) {
        return send("POST", path, body);
    }
}
