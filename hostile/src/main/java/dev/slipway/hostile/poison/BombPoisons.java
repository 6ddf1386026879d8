package dev.slipway.hostile.poison;

import static dev.slipway.hostile.poison.Poison.accepted;
import static dev.slipway.hostile.poison.Poison.large;
import static dev.slipway.hostile.poison.Poison.refused;

import dev.slipway.hostile.onnx.Graph;
import dev.slipway.hostile.onnx.Message;
import dev.slipway.hostile.onnx.Onnx;
import java.util.List;
import java.util.stream.Stream;

/** Small graphs that want all the memory or all the time there is. */
final class BombPoisons {
    private static final long HUGE = 1L << 40;
    /** 4 GB as floats: what a machine may well have. */
    private static final long LARGE = 1L << 30;

    private static final String[] WANTS_MEMORY = {"memory"};

    private BombPoisons() {}

    static List<Poison> all() {
        return Stream.of(initializers(), shapes(), growth(), loops())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Poison> initializers() {
        return List.of(
                bomb(
                        "initializer-of-2-to-the-40-without-data",
                        new Graph().initializer(Onnx.tensor("b", Onnx.FLOAT, HUGE)),
                        "b"),
                bomb("initializer-of-negative-size", new Graph().initializer(Onnx.tensor("b", Onnx.FLOAT, -4)), "b"),
                bomb(
                        "initializer-whose-size-overflows",
                        new Graph().initializer(Onnx.tensor("b", Onnx.FLOAT, 1L << 32, 1L << 32, 4)),
                        "b"),
                bomb(
                        "initializer-whose-size-overflows-to-its-data",
                        new Graph()
                                .initializer(Onnx.tensor("b", Onnx.FLOAT, 1L << 62, 4, 2)
                                        .bytes(9, new byte[0])),
                        "b"));
    }

    private static List<Poison> shapes() {
        return List.of(
                bomb("constant-of-shape", shaped("ConstantOfShape", "s"), WANTS_MEMORY),
                bomb(
                        "constant-of-shape-of-4-gb",
                        new Graph()
                                .initializer(Onnx.integers("s", LARGE))
                                .node("ConstantOfShape", List.of("s"), List.of("b")),
                        WANTS_MEMORY),
                bomb(
                        "constant-of-negative-shape",
                        new Graph()
                                .initializer(Onnx.integers("s", -5))
                                .node("ConstantOfShape", List.of("s"), List.of("b")),
                        "refused"),
                bomb(
                        "expand",
                        new Graph()
                                .initializer(Onnx.integers("s", HUGE))
                                .initializer(Onnx.floats("one", new long[] {1}, 1))
                                .node("Expand", List.of("one", "s"), List.of("b")),
                        WANTS_MEMORY),
                bomb(
                        "tile",
                        new Graph()
                                .initializer(Onnx.integers("s", HUGE))
                                .initializer(Onnx.floats("one", new long[] {1}, 1))
                                .node("Tile", List.of("one", "s"), List.of("b")),
                        "Tile node"),
                bomb(
                        "range",
                        new Graph()
                                .initializer(Onnx.integer("from", 0))
                                .initializer(Onnx.integer("to", HUGE))
                                .initializer(Onnx.integer("step", 1))
                                .node("Range", List.of("from", "to", "step"), List.of("r"))
                                .node("Cast", List.of("r"), List.of("b"), Onnx.attribute("to", 1)),
                        WANTS_MEMORY),
                bomb(
                        "range-without-step",
                        new Graph()
                                .initializer(Onnx.integer("from", 0))
                                .initializer(Onnx.integer("to", HUGE))
                                .initializer(Onnx.integer("step", 0))
                                .node("Range", List.of("from", "to", "step"), List.of("r"))
                                .node("Cast", List.of("r"), List.of("b"), Onnx.attribute("to", 1)),
                        "refused"));
    }

    private static List<Poison> growth() {
        return List.of(
                bomb(
                        "pad",
                        new Graph()
                                .initializer(Onnx.integers("s", 0, HUGE))
                                .initializer(Onnx.floats("one", new long[] {1}, 1))
                                .node("Pad", List.of("one", "s"), List.of("b")),
                        WANTS_MEMORY),
                bomb(
                        "resize",
                        new Graph()
                                .initializer(Onnx.floats("pixel", new long[] {1, 1, 1, 1}, 1))
                                .initializer(Onnx.integers("s", 1, 1, 1 << 20, 1 << 20))
                                .node("Resize", List.of("pixel", "", "", "s"), List.of("b")),
                        WANTS_MEMORY),
                bomb(
                        "one-hot",
                        new Graph()
                                .initializer(Onnx.integers("i", 0))
                                .initializer(Onnx.integer("depth", HUGE))
                                .initializer(Onnx.floats("values", new long[] {2}, 0, 1))
                                .node("OneHot", List.of("i", "depth", "values"), List.of("b")),
                        WANTS_MEMORY),
                bomb(
                        "eye-like-and-outer-product",
                        new Graph()
                                .initializer(Onnx.integers("s", 200_000, 1))
                                .initializer(Onnx.integers("t", 1, 200_000))
                                .node("ConstantOfShape", List.of("s"), List.of("column"))
                                .node("ConstantOfShape", List.of("t"), List.of("row"))
                                .node("MatMul", List.of("column", "row"), List.of("b")),
                        WANTS_MEMORY),
                refused("doubling-60-times", doubling(), WANTS_MEMORY));
    }

    private static List<Poison> loops() {
        return List.of(
                refused("loop-without-end", endlessLoop(), "did not end within", "loop"),
                refused("loop-of-2-to-the-62-trips", loop(1L << 62), "did not end within", "loop"),
                accepted("loop-of-negative-trips", loop(-1L)),
                refused("loops-in-loops", nestedLoops(), "did not end within", "loop"),
                refused("loop-that-grows", growingLoop(), WANTS_MEMORY),
                refused("slow-matmul", slow(), "did not end within"),
                large("text-of-30-mb", BombPoisons::text, "refused"));
    }

    /** y = x + sum(b), so that b must be computed. */
    private static Poison bomb(String name, Graph inner, String... words) {
        Message graph = new Message()
                .raw(Graph.fromXToY().message().toBytes())
                .raw(inner.message().toBytes());
        graph.message(1, Onnx.node("ReduceSum", List.of("b"), List.of("sum"), Onnx.attribute("keepdims", 0)));
        graph.message(1, Onnx.node("Add", List.of("x", "sum"), List.of("y")));
        return refused(name, Onnx.model(graph), words);
    }

    private static Graph shaped(String operator, String shape) {
        return new Graph().initializer(Onnx.integers(shape, HUGE)).node(operator, List.of(shape), List.of("b"));
    }

    /** Each node as large as the two before it. */
    private static byte[] doubling() {
        Graph graph = Graph.fromXToY();
        String from = "x";
        for (int i = 0; i < 60; i++) {
            graph.node("Concat", List.of(from, from), List.of("v" + i), Onnx.attribute("axis", 0));
            from = "v" + i;
        }
        return graph.node("Identity", List.of(from), List.of("y")).model();
    }

    private static byte[] endlessLoop() {
        return loop(Graph.fromXToY(), "");
    }

    private static byte[] loop(long trips) {
        return loop(Graph.fromXToY().initializer(Onnx.integer("trips", trips)), "trips");
    }

    private static byte[] loop(Graph graph, String trips) {
        Message body = body().node("Identity", List.of("v"), List.of("w")).message();
        return graph.initializer(truth())
                .node("Loop", List.of(trips, "true", "x"), List.of("y"), Onnx.graphAttribute("body", body))
                .model();
    }

    private static Graph body() {
        return new Graph()
                .input(Onnx.value("i", Onnx.INT64))
                .input(Onnx.value("c", Onnx.BOOL))
                .input(Onnx.value("v", Onnx.FLOAT, -1, 2))
                .output(Onnx.value("d", Onnx.BOOL))
                .output(Onnx.value("w", Onnx.FLOAT, -1, 2))
                .node("Identity", List.of("c"), List.of("d"));
    }

    private static byte[] nestedLoops() {
        Message inner = new Graph()
                .input(Onnx.value("i2", Onnx.INT64))
                .input(Onnx.value("c2", Onnx.BOOL))
                .input(Onnx.value("v2", Onnx.FLOAT, -1, 2))
                .output(Onnx.value("d2", Onnx.BOOL))
                .output(Onnx.value("w2", Onnx.FLOAT, -1, 2))
                .node("Identity", List.of("c2"), List.of("d2"))
                .node("Abs", List.of("v2"), List.of("w2"))
                .message();
        Message body = body().node(
                        "Loop", List.of("trips", "true", "v"), List.of("w"), Onnx.graphAttribute("body", inner))
                .message();
        return Graph.fromXToY()
                .initializer(truth())
                .initializer(Onnx.integer("trips", 1_000_000))
                .node("Loop", List.of("trips", "true", "x"), List.of("y"), Onnx.graphAttribute("body", body))
                .model();
    }

    private static byte[] growingLoop() {
        Message body = body().node("Concat", List.of("v", "v"), List.of("w"), Onnx.attribute("axis", 0))
                .message();
        return Graph.fromXToY()
                .initializer(truth())
                .initializer(Onnx.integer("trips", 1_000_000))
                .node("Loop", List.of("trips", "true", "x"), List.of("y"), Onnx.graphAttribute("body", body))
                .model();
    }

    /** Some 400 MB, and minutes of one thread's time. */
    private static byte[] slow() {
        Graph graph = Graph.fromXToY()
                .initializer(Onnx.integers("s", 6000, 6000))
                .node("ReduceSum", List.of("x"), List.of("seed"), Onnx.attribute("keepdims", 0))
                .node("Expand", List.of("seed", "s"), List.of("m0"));
        for (int i = 0; i < 200; i++) {
            graph.node("MatMul", List.of("m" + i, "m0"), List.of("m" + (i + 1)));
        }
        return graph.node("ReduceSum", List.of("m200"), List.of("sum"), Onnx.attribute("keepdims", 0))
                .node("Add", List.of("x", "sum"), List.of("y"))
                .model();
    }

    private static Message truth() {
        return Onnx.tensor("true", Onnx.BOOL).bytes(9, new byte[] {1});
    }

    private static byte[] text() {
        byte[] text = new byte[30 << 20];
        java.util.Arrays.fill(text, (byte) 'a');
        return Graph.fromXToY()
                .initializer(Onnx.tensor("t", Onnx.STRING, 1).bytes(6, text))
                .node("Identity", List.of("t"), List.of("y"))
                .model();
    }
}
