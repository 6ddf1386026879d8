package dev.slipway.inference.protocol;

import dev.slipway.inference.json.JsonTree;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.TensorReader;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.List;
import java.util.Map;

/** What {@code GET /v2/models/{m}} answers: the tensors that clients send and get. */
public record ModelMetadata(String name, List<String> versions, List<TensorSpec> inputs, List<TensorSpec> outputs) {
    public static final String PLATFORM = "onnx_onnxv1";

    public ModelMetadata {
        versions = List.copyOf(versions);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Of the model that a manifest describes. */
    public static ModelMetadata of(Manifest manifest, List<String> versions) {
        return new ModelMetadata(manifest.model(), versions, manifest.requestInputs(), manifest.responseOutputs());
    }

    /** The body, UTF-8. */
    public byte[] encode() {
        return JsonTree.write(Map.of(
                "name",
                name,
                "versions",
                versions,
                "platform",
                PLATFORM,
                "inputs",
                TensorReader.trees(inputs),
                "outputs",
                TensorReader.trees(outputs)));
    }
}
