package dev.slipway.inference.session;

import ai.onnxruntime.OrtException;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is told of a run that failed. ONNX Runtime's message may quote the request, so only the node's operator and name
 * are taken out of it, which the model's author chose.
 */
final class RunFailure {
    private static final Pattern NODE = Pattern.compile("while running (\\w{1,64}) node\\. Name:'([\\w/.:-]{0,128})'");

    private static final Pattern MEMORY =
            Pattern.compile("Failed to allocate memory|bad_alloc|bad allocation|[Ii]nteger overflow");

    private RunFailure() {}

    static InferenceException explain(OrtException failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher node = NODE.matcher(message);
        String where = node.find() ? " in its " + node.group(1) + " node '" + node.group(2) + "'" : "";
        if (MEMORY.matcher(message).find()) {
            return new InferenceException(
                    Category.MODEL,
                    "the model wanted more memory than there is" + where
                            + "; look for absurd shapes in its graph, or give " + "it fewer rows at once");
        }
        return new InferenceException(
                Category.MODEL,
                "the model failed on these inputs" + where + " (" + failure.getCode()
                        + "); inputs outside of what it was " + "trained on may do that");
    }
}
