package dev.slipway.local.apigateway.rest;

import dev.slipway.local.apigateway.auth.Guard;
import dev.slipway.local.apigateway.integration.IntegrationTarget;

/**
 * A method ready to serve.
 *
 * @param path the resource's path with its variables, such as {@code /v2/{proxy+}}
 * @param keyRequired whether a caller needs an API key as well
 */
record ServedMethod(String resourceId, String path, Guard guard, boolean keyRequired, IntegrationTarget target) {}
