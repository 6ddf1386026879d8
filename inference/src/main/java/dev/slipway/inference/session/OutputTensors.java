package dev.slipway.inference.session;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.Tensor;
import dev.slipway.inference.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies what ONNX Runtime computed, so that its own memory can be freed at once. */
final class OutputTensors {
    private OutputTensors() {}

    static Tensor read(TensorSpec output, OnnxTensor tensor) throws OrtException {
        long[] shape = tensor.getInfo().getShape();
        if (output.datatype() == Datatype.BYTES) {
            List<@Nullable String> texts = new ArrayList<>();
            flatten(tensor.getValue(), texts);
            return Tensor.ofTexts(output.name(), shape, texts.toArray(new @Nullable String[0]));
        }
        ByteBuffer data = tensor.getByteBuffer();
        if (data == null) {
            throw new InferenceException(
                    Category.MODEL,
                    "the graph gave texts as output '" + output.name() + "', declared " + output.describe());
        }
        return Tensor.of(output.name(), output.datatype(), shape, data);
    }

    /** ONNX Runtime gives texts as arrays nested as deep as the tensor has dimensions. */
    private static void flatten(Object value, List<@Nullable String> texts) {
        if (value instanceof Object[] array) {
            for (int i = 0; i < array.length; i++) {
                flatten(array[i], texts);
            }
        } else {
            texts.add((String) value);
        }
    }
}
