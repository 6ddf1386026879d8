package dev.slipway.inference.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Where a tensor's elements are kept: buffers of native order whose content is undefined until written. */
@FunctionalInterface
public interface TensorMemory {
    /** A buffer of exactly that capacity, native order, position 0. */
    ByteBuffer take(int bytes);

    /** Direct memory that the garbage collector frees. */
    static TensorMemory direct() {
        return bytes -> ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** Memory on the heap; ONNX Runtime copies it once more. */
    static TensorMemory heap() {
        return bytes -> ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }
}
