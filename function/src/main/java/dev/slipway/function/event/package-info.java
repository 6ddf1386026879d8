/** The two edges of a call: Lambda's event to a method, path and body, and the reply back into the shape that was asked for. */
@NullMarked
package dev.slipway.function.event;

import org.jspecify.annotations.NullMarked;
