package dev.slipway.deployer.traffic;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Predicts through the URL of a model's API, by the Open Inference Protocol. */
public final class PredictClient {
    /** API Gateway gives up after 30 s. */
    private static final Duration TIMEOUT = Duration.ofSeconds(35);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

    private final URI infer;
    private final CallerProof proof;

    /** @param api the URL, below which {@code /v2} begins, of an API that everybody may call */
    public PredictClient(String api, String model) {
        this(api, model, CallerProof.NONE);
    }

    /** @param api the API's URL, below which {@code /v2} begins */
    public PredictClient(String api, String model, CallerProof proof) {
        this.proof = proof;
        infer = URI.create(api.replaceAll("/+$", "") + "/v2/models/" + model + "/infer");
    }

    public URI url() {
        return infer;
    }

    public Answer predict(byte[] body) throws InterruptedException {
        HttpRequest.Builder unsent =
                HttpRequest.newBuilder(infer).timeout(TIMEOUT).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        HEADERS.forEach(unsent::setHeader);
        proof.headers(infer, HEADERS, body).forEach(unsent::setHeader);
        HttpRequest request = unsent.build();
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
