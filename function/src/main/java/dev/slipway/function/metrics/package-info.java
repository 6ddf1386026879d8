/** The last step of a call: its phases and outcome as one line of CloudWatch's embedded metric format. */
@NullMarked
package dev.slipway.function.metrics;

import org.jspecify.annotations.NullMarked;
