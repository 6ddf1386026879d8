package dev.slipway.inference.manifest;

import dev.slipway.inference.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bundle's {@code model.yaml}.
 *
 * @param model path of the graph inside the bundle
 * @param golden path of the golden cases inside the bundle
 * @param inputs what the author says the graph takes; empty: the graph is asked
 * @param outputs likewise
 * @param preprocessing null: the request's tensors go in as they come
 */
public record ModelDescription(
        String name,
        String description,
        String model,
        String golden,
        Limits limits,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        @Nullable Preprocessing preprocessing,
        Postprocessing postprocessing,
        @Nullable Evaluation evaluation) {
    public ModelDescription {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * Reads the tree that a YAML parser made.
     *
     * @throws dev.slipway.inference.InferenceException BAD_REQUEST with every problem and its path
     */
    public static ModelDescription of(Map<String, Object> yamlTree) {
        return DescriptionReader.read(yamlTree);
    }
}
