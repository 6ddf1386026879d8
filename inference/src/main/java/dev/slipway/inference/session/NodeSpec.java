package dev.slipway.inference.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.TensorInfo.OnnxTensorType;
import dev.slipway.inference.Printable;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.Shapes;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ONNX Runtime's description of an input or output in the protocol's words. */
final class NodeSpec {
    private static final int LONGEST_NAME = 512;

    private NodeSpec() {}

    /** The spec, or empty with a problem noted when the protocol has no such thing. */
    static Optional<TensorSpec> of(String kind, NodeInfo node, List<String> problems) {
        String where = kind + " '" + Printable.line(node.getName()) + "'";
        if (node.getName().isEmpty() || node.getName().length() > LONGEST_NAME) {
            problems.add(kind + " names are 1 to " + LONGEST_NAME + " characters long; one has "
                    + node.getName().length() + ": rename it in the graph");
            return Optional.empty();
        }
        if (!Printable.isPrintable(node.getName())) {
            problems.add(where + " has a control character in its name; rename it in the graph");
            return Optional.empty();
        }
        if (!(node.getInfo() instanceof TensorInfo info)) {
            problems.add(where + " is no tensor but a sequence, map or optional; where scikit-learn's ZipMap makes it, "
                    + "convert with options={'zipmap': False}");
            return Optional.empty();
        }
        Datatype datatype = datatype(info.onnxType);
        if (datatype == null) {
            problems.add(where + " has the element type " + name(info.onnxType)
                    + ", which the protocol's JSON cannot carry; cast it inside the graph, to FLOAT for instance");
            return Optional.empty();
        }
        if (info.getShape().length > Shapes.MOST_DIMENSIONS) {
            problems.add(where + " has " + info.getShape().length + " dimensions; the protocol carries "
                    + Shapes.MOST_DIMENSIONS + " at most");
            return Optional.empty();
        }
        List<Long> shape = Arrays.stream(info.getShape())
                .map(size -> Math.max(size, TensorSpec.ANY))
                .boxed()
                .toList();
        return Optional.of(new TensorSpec(node.getName(), datatype, shape));
    }

    private static @Nullable Datatype datatype(OnnxTensorType type) {
        return switch (type) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> Datatype.BOOL;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> Datatype.UINT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> Datatype.UINT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> Datatype.UINT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 -> Datatype.UINT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> Datatype.INT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> Datatype.INT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> Datatype.INT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> Datatype.INT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> Datatype.FP16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> Datatype.FP32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> Datatype.FP64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING -> Datatype.BYTES;
            default -> null;
        };
    }

    private static String name(OnnxTensorType type) {
        return type.name().replace("ONNX_TENSOR_ELEMENT_DATA_TYPE_", "").toUpperCase(Locale.ROOT);
    }
}
