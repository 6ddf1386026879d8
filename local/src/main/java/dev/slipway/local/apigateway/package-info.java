/** API Gateway: an HTTP request becomes a function's event, its result the HTTP answer; wires HTTP and REST APIs to one entrance. */
@NullMarked
package dev.slipway.local.apigateway;

import org.jspecify.annotations.NullMarked;
