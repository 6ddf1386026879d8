/** What both kinds of API share of the wire: ids, headers, which bodies are text, and shapes carried from one to another. */
@NullMarked
package dev.slipway.local.apigateway.wire;

import org.jspecify.annotations.NullMarked;
