package dev.slipway.inference.protocol;

import dev.slipway.inference.tensor.Tensor;
import java.util.List;

/** Encodes the answer's body: flat data, numbers in their shortest form, NaN and the infinities as null. Thread-safe. */
public final class ResponseEncoder {
    /**
     * The body, UTF-8. Echoes the request's id or makes one; only the outputs that the request asked for, in its order.
     *
     * @throws dev.slipway.inference.InferenceException BAD_REQUEST when the request asks for an output that is not there
     */
    public byte[] encode(InferenceRequest request, List<Tensor> outputs, Identity identity) {
        throw new UnsupportedOperationException("being written");
    }
}
