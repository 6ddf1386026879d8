package dev.slipway.deployer.evaluate;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.manifest.Evaluation;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.TensorSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** An evaluation set, the first byte says whether .csv or .jsonl; only {@link InferenceException} may come of it. */
public final class EvaluationRowsFuzz {
    private static final EvaluationRows ROWS = new EvaluationRows(
            new Evaluation("e.csv", "y", Evaluation.Metric.MAE, null, 1),
            List.of(
                    new TensorSpec("a", Datatype.FP64, List.of(-1L)),
                    new TensorSpec("b", Datatype.INT64, List.of(-1L)),
                    new TensorSpec("c", Datatype.BYTES, List.of(-1L)),
                    new TensorSpec("d", Datatype.BOOL, List.of(-1L))));
    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            return Files.createTempDirectory("fuzz");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private EvaluationRowsFuzz() {}

    /** Jazzer's entry; what it lets through is allowed, whatever else is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        if (bytes.length == 0) {
            return;
        }
        Path file = Files.write(
                FOLDER.resolve(bytes[0] == 'j' ? "e.jsonl" : "e.csv"), Arrays.copyOfRange(bytes, 1, bytes.length));
        try {
            ROWS.forEach(file, row -> {});
        } catch (InferenceException e) {
            return; // its documented answer to what is wrong
        }
    }
}
