/** The endpoint: one HTTP server, and the dispatch of each request to the service it was signed for. */
@NullMarked
package dev.slipway.local.http;

import org.jspecify.annotations.NullMarked;
