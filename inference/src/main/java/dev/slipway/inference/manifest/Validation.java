package dev.slipway.inference.manifest;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a model before it was released.
 *
 * @param runtime ONNX Runtime's version
 * @param opsets operator set versions by domain; the standard's domain is {@code ai.onnx}
 * @param goldenCases how many passed
 * @param score the evaluation, where the model has one
 */
public record Validation(
        String runtime,
        long irVersion,
        Map<String, Long> opsets,
        int goldenCases,
        @Nullable Score score) {
    public Validation {
        opsets = Collections.unmodifiableMap(new TreeMap<>(opsets));
    }

    /** How the model did on its evaluation set. */
    public record Score(Evaluation.Metric metric, double value, double threshold, long rows) {}
}
