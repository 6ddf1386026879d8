package dev.slipway.inference.postprocess;

import dev.slipway.inference.manifest.Postprocessing;
import dev.slipway.inference.tensor.Tensor;
import java.util.List;

/** From the graph's outputs to the answer's. Thread-safe. */
@FunctionalInterface
public interface Postprocessor {
    /** @throws dev.slipway.inference.InferenceException MODEL when an output is not what the manifest says */
    List<Tensor> apply(List<Tensor> outputs);

    /** As the manifest declares it. */
    static Postprocessor of(Postprocessing postprocessing) {
        if (postprocessing instanceof Postprocessing.Classify classify) {
            return new Classifier(classify);
        }
        return outputs -> outputs;
    }
}
