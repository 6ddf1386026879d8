package dev.slipway.local.apigateway.integration;

import dev.slipway.local.identity.Home;

/**
 * The route of a stage that a call comes through, as resource policies and callers' policies name it.
 *
 * @param apiId the API
 * @param stage the stage's name
 * @param method the HTTP method
 * @param path the route's path without its leading slash
 */
public record Source(String apiId, String stage, String method, String path) {
    /** {@code arn:aws:execute-api:{region}:{account}:{api}/{stage}/{method}/{path}}. */
    public String arn() {
        return Home.arn("execute-api", apiId + "/" + stage + "/" + method + "/" + path);
    }
}
