package dev.slipway.inference.protocol;

import dev.slipway.inference.tensor.TensorSpec;
import java.util.List;

/** What {@code GET /v2/models/{m}} answers. */
public record ModelMetadata(String name, List<String> versions, List<TensorSpec> inputs, List<TensorSpec> outputs) {
    public static final String PLATFORM = "onnx_onnxv1";

    public ModelMetadata {
        versions = List.copyOf(versions);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The body, UTF-8. */
    public byte[] encode() {
        throw new UnsupportedOperationException("being written");
    }
}
