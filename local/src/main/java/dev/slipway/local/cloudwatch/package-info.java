/** CloudWatch: data points in, statistics and alarm states out. */
@NullMarked
package dev.slipway.local.cloudwatch;

import org.jspecify.annotations.NullMarked;
