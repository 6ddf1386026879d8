/** From a matched route to the function behind it: its address, whether the gateway may invoke it, and how its call ended. */
@NullMarked
package dev.slipway.local.apigateway.integration;

import org.jspecify.annotations.NullMarked;
