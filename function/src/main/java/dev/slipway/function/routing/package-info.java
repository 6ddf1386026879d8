/** The second step of a call: which endpoint of the Open Inference Protocol it asks for. */
@NullMarked
package dev.slipway.function.routing;

import org.jspecify.annotations.NullMarked;
