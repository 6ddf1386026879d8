package dev.slipway.inference.manifest;

import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.List;

/** What clients see of a model: its tensors after pre- and postprocessing were put around the graph. */
final class Signature {
    private static final List<Long> ROWS = List.of(TensorSpec.ANY);

    private Signature() {}

    static List<TensorSpec> requestInputs(Manifest manifest) {
        Preprocessing preprocessing = manifest.preprocessing();
        if (preprocessing == null) {
            return manifest.inputs();
        }
        return preprocessing.features().stream()
                .map(feature -> new TensorSpec(feature.name(), feature.datatype(), ROWS))
                .toList();
    }

    static List<TensorSpec> responseOutputs(Manifest manifest) {
        if (manifest.postprocessing() instanceof Postprocessing.Classify classify) {
            long classes = classify.labels().size();
            return List.of(
                    new TensorSpec("label", Datatype.BYTES, ROWS),
                    new TensorSpec("probability", Datatype.FP32, ROWS),
                    new TensorSpec("probabilities", Datatype.FP32, List.of(TensorSpec.ANY, classes)));
        }
        return manifest.outputs();
    }
}
