package dev.slipway.local.apigateway.http;

import dev.slipway.local.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The answers that API Gateway gives itself, without asking the function or in its place. */
enum GatewayAnswer {
    UNAUTHORIZED(401, "Unauthorized"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "Not Found"),
    TOO_LARGE(413, "Request Entity Too Large"),
    THROTTLED(429, "Too Many Requests"),
    FAILED(500, "Internal Server Error"),
    UNAVAILABLE(503, "Service Unavailable");

    private final int status;
    private final byte[] body;

    GatewayAnswer(int status, String message) {
        this.status = status;
        this.body = ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    HttpResponse response() {
        return new HttpResponse(status, Map.of("Content-Type", List.of("application/json")), HttpResponse.bytes(body));
    }
}
