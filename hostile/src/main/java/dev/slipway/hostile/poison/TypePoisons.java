package dev.slipway.hostile.poison;

import static dev.slipway.hostile.poison.Poison.accepted;
import static dev.slipway.hostile.poison.Poison.refused;

import dev.slipway.hostile.onnx.Graph;
import dev.slipway.hostile.onnx.Message;
import dev.slipway.hostile.onnx.Onnx;
import java.util.List;

/** Types and shapes that the protocol cannot carry, or that nothing can. */
final class TypePoisons {
    private TypePoisons() {}

    static List<Poison> all() {
        return List.of(
                typed(
                        "input-that-is-a-sequence",
                        new Message().message(4, new Message().message(1, Onnx.tensorType(1, 2))),
                        "seq(tensor(float))"),
                typed(
                        "input-that-is-a-map",
                        new Message().message(5, new Message().varint(1, 7).message(2, Onnx.tensorType(1, 2))),
                        "map"),
                typed(
                        "input-that-is-optional",
                        new Message().message(9, new Message().message(1, Onnx.tensorType(1, 2))),
                        "optional"),
                typed("input-that-is-sparse", new Message().message(8, new Message().varint(1, 1)), "refused"),
                typed("input-of-float8", Onnx.tensorType(Onnx.FLOAT8, -1, 2), "float8"),
                typed("input-of-int4", Onnx.tensorType(Onnx.INT4, -1, 2), "int4"),
                typed("input-of-type-99", Onnx.tensorType(99, -1, 2), "refused"),
                typed("input-of-type-zero", Onnx.tensorType(0, -1, 2), "refused"),
                typed("input-of-type-minus-one", Onnx.tensorType(-1, -1, 2), "refused"),
                typed("sequences-nested-1000-deep", nestedSequence(1000), "refused"),
                typed("input-without-a-type", new Message(), "refused"),
                accepted("input-of-negative-size", ofShape(-1, -7)),
                shaped("input-of-2-to-the-62-rows", 1L << 62, 2),
                shaped("input-of-1000-dimensions", new long[1000]),
                refused(
                        "declared-shape-that-is-not-the-right-one",
                        new Graph()
                                .input(Onnx.value("x", Onnx.FLOAT, 3, 4))
                                .output(Onnx.value("y", Onnx.FLOAT, 5, 6))
                                .node("MatMul", List.of("x", "x"), List.of("y"))
                                .model(),
                        "model.onnx"),
                refused("quantised-with-a-scale-of-another-type", quantised(Onnx.integer("s", 1)), "refused"),
                refused(
                        "quantised-with-1000-scales",
                        quantised(Onnx.floats("s", new long[] {1000}, new float[1000])),
                        "refused"),
                accepted(
                        "training-info-that-is-not-used",
                        Onnx.model(Graph.identity().message())
                                .message(
                                        Onnx.MODEL_TRAINING,
                                        new Message()
                                                .message(2, Graph.identity().message()))
                                .toBytes()));
    }

    private static Poison typed(String name, Message type, String words) {
        return refused(
                name,
                new Graph()
                        .input(Onnx.value("x", type))
                        .output(Onnx.value("y", Onnx.FLOAT, -1, 2))
                        .node("Identity", List.of("x"), List.of("y"))
                        .model(),
                words);
    }

    private static Poison shaped(String name, long... dimensions) {
        return refused(name, ofShape(dimensions), "model.onnx");
    }

    private static byte[] ofShape(long... dimensions) {
        return new Graph()
                .input(Onnx.value("x", Onnx.FLOAT, dimensions))
                .output(Onnx.value("y", Onnx.FLOAT, dimensions))
                .node("Identity", List.of("x"), List.of("y"))
                .model();
    }

    private static Message nestedSequence(int depth) {
        Message type = Onnx.tensorType(1, 2);
        for (int i = 0; i < depth; i++) {
            type = new Message().message(4, new Message().message(1, type));
        }
        return type;
    }

    private static byte[] quantised(Message scale) {
        return Graph.fromXToY()
                .initializer(scale)
                .initializer(Onnx.tensor("z", Onnx.INT8).bytes(9, new byte[1]))
                .node("QuantizeLinear", List.of("x", "s", "z"), List.of("q"))
                .node("DequantizeLinear", List.of("q", "s", "z"), List.of("y"))
                .model();
    }
}
