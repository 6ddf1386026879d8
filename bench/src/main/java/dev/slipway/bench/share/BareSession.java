package dev.slipway.bench.share;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.slipway.inference.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code OrtSession.run} with the function's own session options and tensors that are ready: the least a call can cost. */
final class BareSession implements AutoCloseable {
    private final OrtEnvironment environment =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "slipway");
    private final OrtSession session;
    private final Map<String, OnnxTensor> feeds = new HashMap<>();

    BareSession(Path model, List<Tensor> inputs) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(Math.min(8, Runtime.getRuntime().availableProcessors()));
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            session = environment.createSession(model.toString(), options);
        }
        for (Tensor input : inputs) {
            ByteBuffer source = input.data().duplicate();
            ByteBuffer copy = ByteBuffer.allocateDirect(source.capacity()).order(ByteOrder.nativeOrder());
            copy.put(source.rewind()).rewind();
            feeds.put(input.name(), OnnxTensor.createTensor(environment, copy.asFloatBuffer(), input.shape()));
        }
    }

    void run() throws OrtException {
        session.run(feeds).close();
    }

    @Override
    public void close() throws OrtException {
        feeds.values().forEach(OnnxTensor::close);
        session.close();
    }
}
