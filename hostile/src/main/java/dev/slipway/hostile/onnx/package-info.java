/** Writes protocol buffers and ONNX models by hand, the wrong ones too: no library would. */
@NullMarked
package dev.slipway.hostile.onnx;

import org.jspecify.annotations.NullMarked;
