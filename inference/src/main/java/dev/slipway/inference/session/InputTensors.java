package dev.slipway.inference.session;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.Tensor;
import dev.slipway.inference.tensor.TensorMemory;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/** Wraps tensors for ONNX Runtime: direct memory is used in place, other memory is copied. */
final class InputTensors implements AutoCloseable {
    private static final Map<Datatype, OnnxJavaType> TYPES = new EnumMap<>(Map.of(
            Datatype.BOOL, OnnxJavaType.BOOL,
            Datatype.UINT8, OnnxJavaType.UINT8,
            Datatype.INT8, OnnxJavaType.INT8,
            Datatype.INT16, OnnxJavaType.INT16,
            Datatype.INT32, OnnxJavaType.INT32,
            Datatype.INT64, OnnxJavaType.INT64,
            Datatype.FP16, OnnxJavaType.FLOAT16,
            Datatype.FP32, OnnxJavaType.FLOAT,
            Datatype.FP64, OnnxJavaType.DOUBLE));

    private final OrtEnvironment environment;
    private final Map<Datatype, UnsignedCast> casts = new EnumMap<>(Datatype.class);

    InputTensors(OrtEnvironment environment) {
        this.environment = environment;
    }

    /** The caller closes it. */
    OnnxTensor create(Tensor tensor) throws OrtException {
        if (tensor.datatype() == Datatype.BYTES) {
            return OnnxTensor.createTensor(environment, texts(tensor), tensor.shape());
        }
        OnnxJavaType type = TYPES.get(tensor.datatype());
        if (type == null) {
            return cast(tensor.datatype()).apply(tensor);
        }
        return OnnxTensor.createTensor(environment, direct(tensor.data()), tensor.shape(), type);
    }

    /** ONNX Runtime reads bytes of a typed tensor from direct memory only. */
    private static ByteBuffer direct(ByteBuffer data) {
        if (data.isDirect()) {
            return data.duplicate().order(data.order()).rewind();
        }
        ByteBuffer copy = TensorMemory.direct().take(data.capacity());
        return copy.put(0, data, 0, data.capacity());
    }

    private static String[] texts(Tensor tensor) {
        var texts = tensor.texts();
        String[] present = new String[texts.length];
        for (int i = 0; i < present.length; i++) {
            present[i] = String.valueOf(texts[i]);
        }
        return present;
    }

    private UnsignedCast cast(Datatype datatype) throws OrtException {
        synchronized (casts) {
            UnsignedCast cast = casts.get(datatype);
            if (cast == null) {
                cast = UnsignedCast.to(datatype, environment);
                casts.put(datatype, cast);
            }
            return cast;
        }
    }

    @Override
    public void close() throws OrtException {
        synchronized (casts) {
            for (UnsignedCast cast : casts.values()) {
                cast.close();
            }
            casts.clear();
        }
    }
}
