package dev.slipway.hostile.poison;

import static dev.slipway.hostile.poison.Poison.accepted;
import static dev.slipway.hostile.poison.Poison.refused;

import dev.slipway.hostile.onnx.Graph;
import dev.slipway.hostile.onnx.Message;
import dev.slipway.hostile.onnx.Onnx;
import java.util.List;
import java.util.stream.Stream;

/** Graphs whose parts do not fit together, or call themselves. */
final class GraphPoisons {
    private static final int MANY = 10_000;
    private static final int DEEP = 200;
    /** The fields of a graph in an attribute in a node, from the inside out. */
    private static final int[] NODE_ATTRIBUTE_GRAPH = {6, 5, 1};

    private GraphPoisons() {}

    static List<Poison> all() {
        return Stream.of(operators(), wiring(), cycles(), nesting(), sizes())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Poison> operators() {
        return List.of(
                refused("custom-operator", call("Quantum", "my.ops", Onnx.opset("my.ops", 1)), "Quantum", "my.ops"),
                refused("custom-domain-without-its-opset", call("Quantum", "my.ops", Onnx.opset("", 17)), "my.ops"),
                refused(
                        "operator-of-microsoft-that-is-none",
                        call("Quantum", "com.microsoft", Onnx.opset("com.microsoft", 1)),
                        "Quantum"),
                refused("operator-without-a-name", call("", "", Onnx.opset("", 17)), "refused"),
                refused(
                        "no-opset",
                        new Message()
                                .varint(1, 9)
                                .message(Onnx.MODEL_GRAPH, Graph.identity().message()),
                        "opset"),
                refused("opset-of-2-to-the-62", versions(9, 1L << 62), "operator set"),
                refused("opset-of-minus-one", versions(9, -1), "No Op registered"),
                refused("ir-version-absurd", versions(1L << 40, 17), "IR version"),
                refused("ir-version-negative", versions(-9, 17), "IR version"));
    }

    private static List<Poison> wiring() {
        return List.of(
                refused("no-graph", Onnx.header(), "holds no ONNX graph"),
                refused("empty-graph", Onnx.model(new Message()), "refused"),
                refused(
                        "graph-without-outputs",
                        new Graph().input(Onnx.value("x", Onnx.FLOAT, 2)).model(),
                        "refused"),
                refused(
                        "graph-without-inputs",
                        new Graph()
                                .node(
                                        "Constant",
                                        List.of(),
                                        List.of("y"),
                                        Onnx.tensorAttribute("value", Onnx.floats("c", new long[] {1}, 1)))
                                .output(Onnx.value("y", Onnx.FLOAT, 1))
                                .model(),
                        "inputs: the graph has none"));
    }

    private static List<Poison> cycles() {
        return List.of(
                refused(
                        "cyclic-graph",
                        Graph.fromXToY()
                                .node("Add", List.of("x", "b"), List.of("a"))
                                .node("Add", List.of("a", "x"), List.of("b"))
                                .node("Identity", List.of("b"), List.of("y"))
                                .model(),
                        "refused"),
                refused(
                        "node-that-feeds-itself",
                        Graph.fromXToY()
                                .node("Add", List.of("x", "y"), List.of("y"))
                                .model(),
                        "refused"),
                refused(
                        "dangling-input",
                        Graph.fromXToY()
                                .node("Add", List.of("x", "nobody"), List.of("y"))
                                .model(),
                        "nobody"),
                refused(
                        "two-nodes-give-the-same",
                        Graph.identity().node("Abs", List.of("x"), List.of("y")).model(),
                        "y"),
                refused(
                        "two-inputs-of-one-name",
                        Graph.identity()
                                .input(Onnx.value("x", Onnx.FLOAT, -1, 2))
                                .model(),
                        "x"),
                refused(
                        "two-initializers-of-one-name",
                        Graph.fromXToY()
                                .initializer(Onnx.floats("w", new long[] {2}, 1, 2))
                                .initializer(Onnx.floats("w", new long[] {1}, 3))
                                .node("Add", List.of("x", "w"), List.of("y"))
                                .model(),
                        "w"),
                refused(
                        "output-that-nobody-gives",
                        Graph.fromXToY().node("Abs", List.of("x"), List.of("z")).model(),
                        "y"));
    }

    private static List<Poison> nesting() {
        return List.of(
                refused("function-that-calls-itself", functions("F", "F"), "F"),
                refused("functions-that-call-each-other", functions("F", "G"), "must not be recursive"),
                refused("functions-that-double-60-times", doubling(), "opening it did not end within"),
                refused("if-nested-200-deep", ifs(DEEP), "nested deeper"),
                refused("graphs-nested-100000-deep", bare(99_999), "nested deeper"));
    }

    private static List<Poison> sizes() {
        return List.of(
                refused("ten-thousand-inputs", inputs(), "10001 inputs"),
                accepted("chain-of-10000-nodes", chain()),
                refused(
                        "weights-of-nan",
                        FilePoisons.withWeights(Onnx.floats("w", new long[] {2}, Float.NaN, Float.NaN)),
                        "is null, expected"),
                refused(
                        "attribute-of-the-wrong-type",
                        Graph.fromXToY()
                                .node("Concat", List.of("x"), List.of("y"), Onnx.attribute("axis", "one"))
                                .model(),
                        "axis"),
                refused(
                        "attribute-of-a-million-numbers",
                        Graph.fromXToY()
                                .node(
                                        "Transpose",
                                        List.of("x"),
                                        List.of("y"),
                                        Onnx.attribute("perm", new long[1_000_000]))
                                .model(),
                        "refused"));
    }

    private static Message call(String operator, String domain, Message opset) {
        Message node = Onnx.node(operator, List.of("x"), List.of("y")).text(7, domain);
        return Onnx.model(Graph.fromXToY().node(node).message()).message(Onnx.MODEL_OPSET, opset);
    }

    private static Message versions(long ir, long opset) {
        return new Message()
                .varint(1, ir)
                .message(Onnx.MODEL_OPSET, Onnx.opset("", opset))
                .message(Onnx.MODEL_GRAPH, Graph.identity().message());
    }

    /** Two functions, F and the other, where each calls the other one; F alone calls itself. */
    private static Message functions(String first, String second) {
        Message call = Onnx.node(first, List.of("x"), List.of("y")).text(7, "my");
        Message model = Onnx.model(Graph.fromXToY().node(call).message())
                .message(Onnx.MODEL_OPSET, Onnx.opset("my", 1))
                .message(Onnx.MODEL_FUNCTION, function(first, second, 1));
        return first.equals(second) ? model : model.message(Onnx.MODEL_FUNCTION, function(second, first, 1));
    }

    /** Whose body calls another one that many times, one after the other. */
    private static Message function(String name, String called, int times) {
        Message function = new Message().text(1, name).text(4, "v0").text(5, "v" + times);
        for (int i = 0; i < times; i++) {
            function.message(
                    7,
                    Onnx.node(called, List.of("v" + i), List.of("v" + (i + 1))).text(7, "my"));
        }
        return function.message(9, Onnx.opset("my", 1))
                .message(9, Onnx.opset("", 17))
                .text(10, "my");
    }

    /** Inlined, 2^60 nodes. */
    private static Message doubling() {
        Message call = Onnx.node("F0", List.of("x"), List.of("y")).text(7, "my");
        Message model =
                Onnx.model(Graph.fromXToY().node(call).message()).message(Onnx.MODEL_OPSET, Onnx.opset("my", 1));
        int levels = 60;
        for (int i = 0; i < levels; i++) {
            model.message(Onnx.MODEL_FUNCTION, function("F" + i, "F" + (i + 1), 2));
        }
        Message last = new Message()
                .text(1, "F" + levels)
                .text(4, "a")
                .text(5, "b")
                .message(7, Onnx.node("Abs", List.of("a"), List.of("b")))
                .message(9, Onnx.opset("", 17))
                .text(10, "my");
        return model.message(Onnx.MODEL_FUNCTION, last);
    }

    private static byte[] ifs(int depth) {
        Message inner = new Graph()
                .node("Identity", List.of("x"), List.of("o"))
                .output(Onnx.value("o", Onnx.FLOAT, -1, 2))
                .message();
        for (int i = 0; i < depth; i++) {
            inner = new Graph()
                    .node("If", List.of("c"), List.of("o"), Onnx.graphAttribute("then_branch", inner))
                    .output(Onnx.value("o", Onnx.FLOAT, -1, 2))
                    .message();
        }
        return Graph.fromXToY()
                .initializer(Onnx.tensor("c", Onnx.BOOL).bytes(9, new byte[] {1}))
                .node(
                        "If",
                        List.of("c"),
                        List.of("y"),
                        Onnx.graphAttribute("then_branch", inner),
                        Onnx.graphAttribute("else_branch", inner))
                .model();
    }

    /** Heads only, whose lengths are right; a multiple of three deep. */
    private static byte[] bare(int depth) {
        byte[][] heads = new byte[depth][];
        long length = 0;
        for (int i = 0; i < depth; i++) {
            heads[i] = new Message()
                    .tag(NODE_ATTRIBUTE_GRAPH[i % 3], Message.LENGTH)
                    .number(length)
                    .toBytes();
            length += heads[i].length;
        }
        Message graph = new Message();
        for (int i = depth - 1; i >= 0; i--) {
            graph.raw(heads[i]);
        }
        return Onnx.model(graph).toBytes();
    }

    private static byte[] inputs() {
        Graph graph = Graph.identity();
        for (int i = 0; i < MANY; i++) {
            graph.input(Onnx.value("x" + i, Onnx.FLOAT, -1, 2));
        }
        return graph.model();
    }

    private static byte[] chain() {
        Graph graph = Graph.fromXToY();
        String from = "x";
        for (int i = 0; i < MANY; i++) {
            graph.node("Abs", List.of(from), List.of("v" + i));
            from = "v" + i;
        }
        return graph.node("Identity", List.of(from), List.of("y")).model();
    }
}
