/** API Gateway's HTTP APIs: an HTTP request becomes a function's event, its result the HTTP answer; and their control plane. */
@NullMarked
package dev.slipway.local.apigateway;

import org.jspecify.annotations.NullMarked;
