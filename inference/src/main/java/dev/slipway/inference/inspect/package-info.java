/** Beside the flow: what an unknown .onnx file is, found out before anything trusts it. */
@NullMarked
package dev.slipway.inference.inspect;

import org.jspecify.annotations.NullMarked;
