package dev.slipway.inference.manifest;

import java.util.List;

/**
 * How named features become the graph's inputs.
 *
 * @param features what a request sends, in the order of the metadata
 * @param tensors one a graph input
 */
public record Preprocessing(List<Feature> features, List<Assembly> tensors) {
    public Preprocessing {
        features = List.copyOf(features);
        tensors = List.copyOf(tensors);
    }

    /**
     * One graph input, its columns side by side.
     *
     * @param input the graph input's name
     * @param features names, in the order of the columns
     */
    public record Assembly(String input, List<String> features) {
        public Assembly {
            features = List.copyOf(features);
        }
    }
}
