/** First and last step of a request: Open Inference Protocol v2 JSON to tensors, tensors to JSON. */
@NullMarked
package dev.slipway.inference.protocol;

import org.jspecify.annotations.NullMarked;
