package dev.slipway.local.apigateway.wire;

import java.util.UUID;

/**
 * The two ids that a REST API gives a request.
 *
 * @param requestId a UUID
 * @param extendedId as an HTTP API's request id
 */
public record CallIds(String requestId, String extendedId) {
    public static CallIds make() {
        return new CallIds(UUID.randomUUID().toString(), RequestIds.request());
    }
}
