package dev.slipway.function;

import dev.slipway.function.metrics.Measurement;
import dev.slipway.function.metrics.Phase;
import dev.slipway.inference.pipeline.ServingModel;
import dev.slipway.inference.protocol.Identity;
import dev.slipway.inference.protocol.InferenceRequest;
import dev.slipway.inference.tensor.Tensor;
import java.util.List;

/** A request's way through the model: the list of steps, each timed. */
final class Prediction {
    private Prediction() {}

    /** Body in, body out. */
    static byte[] predict(byte[] body, ServingModel model, Identity identity, Measurement measured) {
        measured.start();
        try (InferenceRequest request = model.decoder().decode(body)) {
            measured.ended(Phase.DECODE);
            List<Tensor> inputs = model.preprocessor().apply(request);
            measured.ended(Phase.PREPROCESS);
            List<Tensor> outputs = model.session().run(inputs);
            measured.ended(Phase.RUN);
            List<Tensor> answers = model.postprocessor().apply(outputs);
            measured.ended(Phase.POSTPROCESS);
            byte[] response = model.encoder().encode(request, answers, identity);
            measured.ended(Phase.ENCODE);
            return response;
        }
    }
}
