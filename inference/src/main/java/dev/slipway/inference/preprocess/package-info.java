/** Second step: the request's named features become the graph's input tensors. */
@NullMarked
package dev.slipway.inference.preprocess;

import org.jspecify.annotations.NullMarked;
