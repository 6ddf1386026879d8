package dev.slipway.inference.pipeline;

import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.postprocess.Postprocessor;
import dev.slipway.inference.preprocess.Preprocessor;
import dev.slipway.inference.protocol.Identity;
import dev.slipway.inference.protocol.InferenceRequest;
import dev.slipway.inference.protocol.RequestDecoder;
import dev.slipway.inference.protocol.ResponseEncoder;
import dev.slipway.inference.session.OnnxModel;
import dev.slipway.inference.tensor.Tensor;
import java.nio.file.Path;
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
     * @throws dev.slipway.inference.InferenceException MODEL when the graph cannot be loaded or is not the manifest's
     */
    public static ServingModel open(Manifest manifest, Path directory) {
        return new ServingModel(manifest, OnnxModel.load(directory.resolve(manifest.modelFile())));
    }

    /**
     * The whole way at once: body in, body out.
     *
     * @throws dev.slipway.inference.InferenceException when any step refuses
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
