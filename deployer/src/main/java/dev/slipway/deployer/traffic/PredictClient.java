package dev.slipway.deployer.traffic;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Predicts through the URL of a model's API, by the Open Inference Protocol. */
public final class PredictClient {
    /** API Gateway gives up after 30 s. */
    private static final Duration TIMEOUT = Duration.ofSeconds(35);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI infer;

    /** @param api the API's URL, below which {@code /v2} begins */
    public PredictClient(String api, String model) {
        infer = URI.create(api.replaceAll("/+$", "") + "/v2/models/" + model + "/infer");
    }

    public URI url() {
        return infer;
    }

    public Answer predict(byte[] body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(infer)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("x-slipway-model-version"),
                    Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "POST " + infer + " failed: " + e,
                    "see whether the API's URL is reachable from here; slipway status shows it",
                    e);
        }
    }
}
