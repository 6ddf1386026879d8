package dev.slipway.inference.postprocess;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.manifest.Postprocessing.Classify;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.Tensor;
import dev.slipway.inference.tensor.TensorMemory;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labels and probabilities from a graph's scores. Among equal scores the first class wins, as in NumPy's argmax; a row
 * whose scores are no numbers has no label.
 */
final class Classifier implements Postprocessor {
    private final Classify declared;
    private final String[] labels;

    Classifier(Classify declared) {
        this.declared = declared;
        this.labels = declared.labels().toArray(String[]::new);
    }

    @Override
    public List<Tensor> apply(List<Tensor> outputs) {
        Tensor scores = scores(outputs);
        int classes = labels.length;
        int rows = (int) scores.batch();
        boolean single = scores.elements() == rows && classes == 2;
        if (!single && scores.elements() != (long) rows * classes) {
            throw new InferenceException(
                    Category.MODEL,
                    "output '" + declared.output() + "' is " + scores.describe() + ", but model.yaml names " + classes
                            + " labels");
        }
        @Nullable String[] chosen = new @Nullable String[rows];
        ByteBuffer best = TensorMemory.heap().take(rows * Float.BYTES);
        ByteBuffer all = TensorMemory.heap().take(rows * classes * Float.BYTES);
        double[] row = new double[classes];
        for (int i = 0; i < rows; i++) {
            read(scores, i, single, row);
            int winner = argmax(row);
            chosen[i] = Double.isNaN(row[winner]) ? null : labels[winner];
            best.putFloat(i * Float.BYTES, (float) row[winner]);
            for (int k = 0; k < classes; k++) {
                all.putFloat((i * classes + k) * Float.BYTES, (float) row[k]);
            }
        }
        return List.of(
                Tensor.ofTexts("label", new long[] {rows}, chosen),
                Tensor.of("probability", Datatype.FP32, new long[] {rows}, best),
                Tensor.of("probabilities", Datatype.FP32, new long[] {rows, classes}, all));
    }

    private Tensor scores(List<Tensor> outputs) {
        return outputs.stream()
                .filter(output -> output.name().equals(declared.output()))
                .findFirst()
                .orElseThrow(() ->
                        new InferenceException(Category.MODEL, "the graph gave no output '" + declared.output() + "'"));
    }

    private void read(Tensor scores, int row, boolean single, double[] into) {
        if (single) {
            double score = scores.number(row);
            into[1] = declared.softmax() ? 1 / (1 + Math.exp(-score)) : score;
            into[0] = 1 - into[1];
            return;
        }
        for (int k = 0; k < into.length; k++) {
            into[k] = scores.number(row * into.length + k);
        }
        if (declared.softmax()) {
            softmax(into);
        }
    }

    /** Less the largest first, so that no exponential overflows. */
    private static void softmax(double[] values) {
        double largest = values[argmax(values)];
        double sum = 0;
        for (int k = 0; k < values.length; k++) {
            values[k] = Math.exp(values[k] - largest);
            sum += values[k];
        }
        for (int k = 0; k < values.length; k++) {
            values[k] /= sum;
        }
    }

    private static int argmax(double[] values) {
        int best = 0;
        for (int k = 1; k < values.length; k++) {
            if (values[k] > values[best]) {
                best = k;
            }
        }
        return best;
    }
}
