/** Where a request to the gateway goes: to an API by path or host, or to the one that serves the model it names. */
@NullMarked
package dev.slipway.local.apigateway.front;

import org.jspecify.annotations.NullMarked;
