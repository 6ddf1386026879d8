package dev.slipway.inference.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.tensor.Tensor;
import dev.slipway.inference.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A graph loaded into ONNX Runtime. Thread-safe; close it after the last run has returned. */
public final class OnnxModel implements AutoCloseable {
    private static final int MOST_THREADS = 8;
    private static final int MOST_TENSORS = 1_000;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<TensorSpec> inputs;
    private final List<TensorSpec> outputs;
    private final InputCheck check;
    private final InputTensors tensors;

    private OnnxModel(OrtEnvironment environment, OrtSession session) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.inputs = specs("input", session.getInputInfo());
        this.outputs = specs("output", session.getOutputInfo());
        this.check = new InputCheck(inputs);
        this.tensors = new InputTensors(environment);
    }

    /**
     * Loads the graph; external data is looked for beside the file.
     *
     * @throws InferenceException MODEL when ONNX Runtime refuses it, or when its inputs and outputs are no tensors
     */
    public static OnnxModel load(Path file) {
        return load(file, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    }

    /** @param threads how many compute one run; they sleep between runs */
    public static OnnxModel load(Path file, int threads) {
        // Its own log quotes tensors' contents, so only what ends the process may be logged.
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "slipway");
        try (OrtSession.SessionOptions options = options(threads)) {
            return checked(environment, environment.createSession(file.toString(), options));
        } catch (OrtException e) {
            throw LoadFailure.explain(file, e);
        }
    }

    private static OnnxModel checked(OrtEnvironment environment, OrtSession session) throws OrtException {
        try {
            return new OnnxModel(environment, session);
        } catch (OrtException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        // A spinning thread burns the fraction of a CPU that a small Lambda has.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static List<TensorSpec> specs(String kind, Map<String, NodeInfo> nodes) {
        List<TensorSpec> specs = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        if (nodes.size() > MOST_TENSORS) {
            throw new InferenceException(
                    Category.MODEL,
                    "the graph has " + nodes.size() + " " + kind + "s, and a request carries " + MOST_TENSORS
                            + " at most; join them in the graph");
        }
        for (NodeInfo node : nodes.values()) {
            NodeSpec.of(kind, node, problems).ifPresent(specs::add);
        }
        if (!problems.isEmpty()) {
            throw InferenceException.of(Category.MODEL, "the graph cannot be served", problems);
        }
        return List.copyOf(specs);
    }

    /** What the graph takes, in its order. An empty shape is a scalar, or a shape that the graph leaves open. */
    public List<TensorSpec> inputs() {
        return inputs;
    }

    /** What the graph gives, in its order. */
    public List<TensorSpec> outputs() {
        return outputs;
    }

    /** ONNX Runtime's version. */
    public String runtime() {
        return environment.getVersion();
    }

    /**
     * Runs the graph; the answer holds all its outputs, in the graph's order, in memory of their own.
     *
     * @throws InferenceException BAD_REQUEST when an input is missing, unknown, or not as the graph declares it; MODEL when
     *     the graph fails, without any of the request's content
     */
    public List<Tensor> run(List<Tensor> given) {
        check.check(given);
        Map<String, OnnxTensor> feeds = new HashMap<>();
        try {
            for (Tensor input : given) {
                feeds.put(input.name(), tensors.create(input));
            }
            try (OrtSession.Result result = session.run(feeds)) {
                return read(result);
            }
        } catch (OrtException e) {
            throw RunFailure.explain(e);
        } finally {
            feeds.values().forEach(OnnxTensor::close);
        }
    }

    private List<Tensor> read(OrtSession.Result result) throws OrtException {
        List<Tensor> read = new ArrayList<>(outputs.size());
        int index = 0;
        for (TensorSpec output : outputs) {
            OnnxValue value = result.get(index++);
            if (!(value instanceof OnnxTensor tensor)) {
                throw new InferenceException(
                        Category.MODEL, "the graph gave no tensor as output '" + output.name() + "'");
            }
            read.add(OutputTensors.read(output, tensor));
        }
        return read;
    }

    @Override
    public void close() {
        try {
            tensors.close();
            session.close();
        } catch (OrtException e) {
            throw new InferenceException(Category.INTERNAL, "ONNX Runtime could not close the model", e);
        }
    }
}
