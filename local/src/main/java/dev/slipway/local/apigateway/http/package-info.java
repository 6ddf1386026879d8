/** HTTP APIs (apigatewayv2): their control plane, and their data plane with events of payload 2.0. */
@NullMarked
package dev.slipway.local.apigateway.http;

import org.jspecify.annotations.NullMarked;
