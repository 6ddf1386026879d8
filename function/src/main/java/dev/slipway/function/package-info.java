/** The Lambda function: event in, inference, response out, metrics beside it. */
@NullMarked
package dev.slipway.function;

import org.jspecify.annotations.NullMarked;
