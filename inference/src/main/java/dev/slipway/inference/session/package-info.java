/** Third step: ONNX Runtime runs the graph on the input tensors. */
@NullMarked
package dev.slipway.inference.session;

import org.jspecify.annotations.NullMarked;
