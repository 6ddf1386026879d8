package dev.slipway.local.apigateway.http;

import dev.slipway.local.apigateway.auth.Guard;
import dev.slipway.local.apigateway.integration.IntegrationTarget;

/** A route ready to serve: who may call it, and where it leads. */
record ServedRoute(Guard guard, IntegrationTarget target) {}
