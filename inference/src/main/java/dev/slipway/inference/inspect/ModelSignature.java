package dev.slipway.inference.inspect;

import dev.slipway.inference.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an .onnx file says about itself.
 *
 * @param opsets operator set versions by domain; the standard's domain is {@code ai.onnx}
 * @param externalData paths of the files with the graph's weights, relative to the graph's folder
 * @param runtime version of the ONNX Runtime that loaded it
 */
public record ModelSignature(
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        long irVersion,
        Map<String, Long> opsets,
        String producer,
        List<String> externalData,
        String runtime) {
    public ModelSignature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        externalData = List.copyOf(externalData);
    }

    /**
     * Opens the file with ONNX Runtime. A hostile file can take the whole JVM down: use a child process
     * ({@link InspectMain}) for files that are not one's own.
     *
     * @throws dev.slipway.inference.InferenceException MODEL saying what is wrong with the file and what to do
     */
    public static ModelSignature of(Path file) {
        throw new UnsupportedOperationException("being written");
    }

    /** Reads the JSON that {@link InspectMain} printed. */
    public static ModelSignature parse(byte[] json) {
        throw new UnsupportedOperationException("being written");
    }
}
