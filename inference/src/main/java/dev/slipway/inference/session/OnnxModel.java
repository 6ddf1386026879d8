package dev.slipway.inference.session;

import dev.slipway.inference.tensor.Tensor;
import dev.slipway.inference.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.List;

/** A graph loaded into ONNX Runtime. Thread-safe; close it after the last run has returned. */
public final class OnnxModel implements AutoCloseable {
    private OnnxModel() {}

    /**
     * Loads the graph; external data is looked for beside the file.
     *
     * @throws dev.slipway.inference.InferenceException MODEL when ONNX Runtime refuses it
     */
    public static OnnxModel load(Path file) {
        throw new UnsupportedOperationException("being written");
    }

    public List<TensorSpec> inputs() {
        throw new UnsupportedOperationException("being written");
    }

    public List<TensorSpec> outputs() {
        throw new UnsupportedOperationException("being written");
    }

    /**
     * Runs the graph; the answer holds all its outputs, in the graph's order, in memory of their own.
     *
     * @throws dev.slipway.inference.InferenceException BAD_REQUEST when an input is missing, unknown, or not as the graph
     *     declares it; MODEL when the graph fails, without any of the request's content
     */
    public List<Tensor> run(List<Tensor> inputs) {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public void close() {}
}
