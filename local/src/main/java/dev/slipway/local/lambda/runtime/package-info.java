/** Lambda's Runtime API (2018-06-01): what a worker's runtime client asks and tells. */
@NullMarked
package dev.slipway.local.lambda.runtime;

import org.jspecify.annotations.NullMarked;
