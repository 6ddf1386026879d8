/** The few bytes of ours that run inside a worker, before the runtime client: no other class of the cloud gets there. */
@NullMarked
package dev.slipway.local.lambda.boot;

import org.jspecify.annotations.NullMarked;
