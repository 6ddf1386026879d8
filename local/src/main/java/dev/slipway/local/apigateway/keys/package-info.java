/** API keys and usage plans of REST APIs: their control plane, the check of a request's key, and the counts that a restart keeps. */
@NullMarked
package dev.slipway.local.apigateway.keys;

import org.jspecify.annotations.NullMarked;
