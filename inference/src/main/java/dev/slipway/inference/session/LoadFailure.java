package dev.slipway.inference.session;

import ai.onnxruntime.OrtException;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.Printable;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ONNX Runtime's reasons not to load a graph, in words that say what to do. */
final class LoadFailure {
    private record Reason(Pattern pattern, String message) {
        Reason(String pattern, String message) {
            this(Pattern.compile(pattern, Pattern.DOTALL), message);
        }
    }

    private static final List<Reason> REASONS = List.of(
            new Reason(
                    "Unsupported model IR version: (\\d+), max supported IR version: (\\d+)",
                    "is of ONNX's IR version $1, but this ONNX Runtime knows up to $2; export it with an older onnx package "
                            + "or save it with ir_version=$2"),
            new Reason(
                    "Opset (\\d+) is under development.*?till opset (\\d+)",
                    "uses operator set $1, but this ONNX Runtime knows up to $2; export with opset_version=$2 or less"),
            new Reason(
                    "([\\w.]*):(\\w+)\\(-?\\d+\\) is not a registered function/op",
                    "uses the operator '$2' of '$1', which is no standard one; export without custom operators"),
            new Reason(
                    "No Op registered for (\\w+) with domain_version of (\\d+)",
                    "uses the operator '$1', which operator set $2 does not have; export it once more with a current exporter"),
            new Reason(
                    "Could not find an implementation for (\\w+\\(\\d+\\)) node with name '([^']*)'",
                    "uses $1 (node '$2') with types that ONNX Runtime's CPU provider does not implement; export in FP32 or "
                            + "cast inside the graph"),
            new Reason(
                    "Failed to allocate memory|bad_alloc|bad allocation|[Ii]nteger overflow",
                    "wants more memory than there is; look for absurd shapes in the graph, or make it smaller"),
            new Reason(
                    "(?:[Ee]xternal data|external_data|External initializer|file_size|GetFileLength|cannot open file)",
                    "keeps weights in external files that are missing or too short; put them beside it, at the paths the graph "
                            + "names"),
            new Reason(
                    "Protobuf parsing failed",
                    "is no ONNX model, or was cut short; export it once more and compare its size"));

    private static final int LONGEST_REASON = 300;
    /** Where in ONNX Runtime's own code it was found out. */
    private static final Pattern CODE = Pattern.compile("/onnxruntime_src/\\S+:\\d+ .{0,400}?\\) (?=\\S)");

    private LoadFailure() {}

    static InferenceException explain(Path file, OrtException failure) {
        String message = String.valueOf(failure.getMessage());
        for (Reason reason : REASONS) {
            Matcher matcher = reason.pattern().matcher(message);
            if (matcher.find()) {
                return refused(file, fill(reason.message(), matcher), failure);
            }
        }
        return refused(
                file,
                "was refused by ONNX Runtime: " + firstLine(message) + "; export it once more, or check it with "
                        + "onnx.checker.check_model",
                failure);
    }

    private static String fill(String template, Matcher matcher) {
        String filled = template;
        for (int i = 1; i <= matcher.groupCount(); i++) {
            filled = filled.replace("$" + i, Printable.line(matcher.group(i)));
        }
        return filled;
    }

    private static InferenceException refused(Path file, String reason, OrtException failure) {
        return new InferenceException(Category.MODEL, file.getFileName() + " " + reason, failure);
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("").replaceFirst("^Error code - \\w+ - message: ", "");
        line = CODE.matcher(line).replaceAll("");
        return Printable.line(line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…");
    }
}
