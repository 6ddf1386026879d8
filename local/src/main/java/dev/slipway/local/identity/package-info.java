/** Whose credentials there are, and what the endpoint's gate tells a service of a request's caller. */
@NullMarked
package dev.slipway.local.identity;

import org.jspecify.annotations.NullMarked;
