package dev.slipway.inference.preprocess;

import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.protocol.InferenceRequest;
import dev.slipway.inference.tensor.Tensor;
import java.util.List;

/** From a request's tensors to the graph's. Thread-safe. */
@FunctionalInterface
public interface Preprocessor {
    /**
     * The graph's input tensors, in the request's memory.
     *
     * @throws dev.slipway.inference.InferenceException BAD_REQUEST naming every faulty feature and its first faulty row
     */
    List<Tensor> apply(InferenceRequest request);

    /** As the manifest declares it. */
    static Preprocessor of(Manifest manifest) {
        var preprocessing = manifest.preprocessing();
        return preprocessing == null
                ? InferenceRequest::inputs
                : new FeatureAssembler(preprocessing, manifest.inputs());
    }
}
