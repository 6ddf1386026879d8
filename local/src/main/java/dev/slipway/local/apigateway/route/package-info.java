/** Which route of an API takes a request. */
@NullMarked
package dev.slipway.local.apigateway.route;

import org.jspecify.annotations.NullMarked;
