/** Worker JVMs: started, kept warm, given one event at a time, timed, and buried. */
@NullMarked
package dev.slipway.local.lambda.worker;

import org.jspecify.annotations.NullMarked;
