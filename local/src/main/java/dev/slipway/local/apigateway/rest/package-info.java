/** REST APIs (apigateway v1): their control plane, and their data plane with events of payload 1.0. */
@NullMarked
package dev.slipway.local.apigateway.rest;

import org.jspecify.annotations.NullMarked;
