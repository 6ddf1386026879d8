package dev.slipway.inference.pipeline;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.postprocess.Postprocessor;
import dev.slipway.inference.preprocess.Preprocessor;
import dev.slipway.inference.protocol.Identity;
import dev.slipway.inference.protocol.InferenceRequest;
import dev.slipway.inference.protocol.RequestDecoder;
import dev.slipway.inference.protocol.ResponseEncoder;
import dev.slipway.inference.session.OnnxModel;
import dev.slipway.inference.tensor.Tensor;
import dev.slipway.inference.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One model ready to serve: the steps of a request in their order. Thread-safe. */
public final class ServingModel implements AutoCloseable {
    private final Manifest manifest;
    private final RequestDecoder decoder;
    private final Preprocessor preprocessor;
    private final OnnxModel session;
    private final Postprocessor postprocessor;
    private final ResponseEncoder encoder;

    private ServingModel(Manifest manifest, OnnxModel session) {
        this.manifest = manifest;
        this.decoder = new RequestDecoder(manifest);
        this.preprocessor = Preprocessor.of(manifest);
        this.session = session;
        this.postprocessor = Postprocessor.of(manifest.postprocessing());
        this.encoder = new ResponseEncoder();
    }

    /**
     * Loads the manifest's graph.
     *
     * @param directory where the manifest's files are, at their paths
     * @throws InferenceException MODEL when the graph cannot be loaded or is not the manifest's
     */
    public static ServingModel open(Manifest manifest, Path directory) {
        OnnxModel session = OnnxModel.load(directory.resolve(manifest.modelFile()));
        List<String> problems = new ArrayList<>();
        compare("input", manifest.inputs(), session.inputs(), problems);
        compare("output", manifest.outputs(), session.outputs(), problems);
        if (!problems.isEmpty()) {
            session.close();
            throw InferenceException.of(
                    Category.MODEL, "the graph is not the one that the manifest describes", problems);
        }
        return new ServingModel(manifest, session);
    }

    private static void compare(
            String kind, List<TensorSpec> declared, List<TensorSpec> actual, List<String> problems) {
        for (TensorSpec spec : declared) {
            if (!actual.contains(spec)) {
                problems.add(kind + " '" + spec.name() + "' is not " + spec.describe() + " in the graph");
            }
        }
        if (declared.size() != actual.size()) {
            problems.add("the graph has " + actual.size() + " " + kind + "s, the manifest " + declared.size());
        }
    }

    /**
     * The whole way at once: body in, body out.
     *
     * @throws InferenceException when any step refuses
     */
    public byte[] predict(byte[] body, Identity identity) {
        try (InferenceRequest request = decoder.decode(body)) {
            List<Tensor> inputs = preprocessor.apply(request);
            List<Tensor> outputs = session.run(inputs);
            List<Tensor> answer = postprocessor.apply(outputs);
            return encoder.encode(request, answer, identity);
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    public RequestDecoder decoder() {
        return decoder;
    }

    public Preprocessor preprocessor() {
        return preprocessor;
    }

    public OnnxModel session() {
        return session;
    }

    public Postprocessor postprocessor() {
        return postprocessor;
    }

    public ResponseEncoder encoder() {
        return encoder;
    }

    @Override
    public void close() {
        session.close();
    }
}
