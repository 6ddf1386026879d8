/** How many requests may pass: buckets of tokens for rates, counters for quotas. */
@NullMarked
package dev.slipway.local.apigateway.throttle;

import org.jspecify.annotations.NullMarked;
