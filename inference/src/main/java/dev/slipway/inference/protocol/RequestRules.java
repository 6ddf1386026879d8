package dev.slipway.inference.protocol;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.tensor.Tensor;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a model allows a request to hold.
 *
 * @param inputs by name
 * @param outputs the response's outputs by name
 * @param missingTexts whether null may stand for a text
 * @param maxBatch rows at most, wherever an input's first dimension varies
 */
record RequestRules(
        Map<String, TensorSpec> inputs, Map<String, TensorSpec> outputs, boolean missingTexts, int maxBatch) {

    static RequestRules of(Manifest manifest) {
        return new RequestRules(
                byName(manifest.requestInputs()),
                byName(manifest.responseOutputs()),
                manifest.preprocessing() != null,
                manifest.limits().maxBatch());
    }

    private static Map<String, TensorSpec> byName(List<TensorSpec> tensors) {
        return tensors.stream()
                .collect(Collectors.toMap(TensorSpec::name, tensor -> tensor, (a, b) -> a, LinkedHashMap::new));
    }

    /** Refuses an input that the model does not know, or one of too many rows. */
    void check(Tensor input) {
        TensorSpec spec = inputs.get(input.name());
        if (spec == null) {
            throw InferenceException.badRequest(
                    "inputs: the model has no input of that name; it takes " + String.join(", ", inputs.keySet()));
        }
        boolean batched = !spec.shape().isEmpty() && spec.shape().get(0) == TensorSpec.ANY;
        if (batched && input.batch() > maxBatch) {
            throw new InferenceException(
                    Category.TOO_LARGE,
                    "input '" + input.name() + "' has " + input.batch() + " rows, but one request may have " + maxBatch
                            + " (limits.max_batch); send them in several");
        }
    }

    void checkOutput(String name) {
        if (!outputs.containsKey(name)) {
            throw InferenceException.badRequest(
                    "outputs: the model has no output of that name; it gives " + String.join(", ", outputs.keySet()));
        }
    }
}
