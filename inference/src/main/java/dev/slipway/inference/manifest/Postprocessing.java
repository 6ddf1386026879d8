package dev.slipway.inference.manifest;

import java.util.List;

/** What the graph's outputs become before they are sent. */
public sealed interface Postprocessing permits Postprocessing.Identity, Postprocessing.Classify {
    /** The graph's outputs as they are. */
    record Identity() implements Postprocessing {}

    /**
     * The most probable class of each row.
     *
     * @param output the graph output of shape [N, K] (or [N]: the probability of the second of two labels)
     * @param softmax whether its values are logits still
     * @param labels the K classes' names
     */
    record Classify(String output, boolean softmax, List<String> labels) implements Postprocessing {
        public Classify {
            labels = List.copyOf(labels);
            if (labels.size() < 2) {
                throw new IllegalArgumentException("classify needs two labels or more");
            }
        }
    }
}
