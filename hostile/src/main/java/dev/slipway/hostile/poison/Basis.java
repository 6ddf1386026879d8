package dev.slipway.hostile.poison;

import dev.slipway.hostile.onnx.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bundle that is in order, from which every poison is made: its model answers what it was asked. */
public final class Basis {
    static final String DESCRIPTION = "name: poison\ndescription: answers what it was asked\n";
    private static final String EVALUATION =
            "evaluate: {data: evaluation.jsonl, target: y, metric: mae, threshold: 1000, output: y}\n";

    private Basis() {}

    public static void write(Path bundle) throws IOException {
        Files.createDirectories(bundle);
        Files.write(bundle.resolve("model.onnx"), Graph.identity().model());
        Files.writeString(bundle.resolve("model.yaml"), DESCRIPTION);
        Files.writeString(bundle.resolve("golden.json"), """
                [{"name": "one",
                  "request": {"inputs": [{"name": "x", "datatype": "FP32", "shape": [1, 2], "data": [1, 2]}]},
                  "response": {"outputs": [{"name": "y", "datatype": "FP32", "shape": [1, 2], "data": [1, 2]}]}}]
                """);
    }

    /** Lets the bundle name an evaluation set, which is still to be made. */
    static Path evaluated(Path bundle) throws IOException {
        Files.writeString(bundle.resolve("model.yaml"), DESCRIPTION + EVALUATION);
        return bundle.resolve("evaluation.jsonl");
    }
}
