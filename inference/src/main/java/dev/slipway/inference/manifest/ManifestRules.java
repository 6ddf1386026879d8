package dev.slipway.inference.manifest;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.manifest.Preprocessing.Assembly;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must hold between the parts of a manifest: files that are there, transforms that fit the graph. */
final class ManifestRules {
    private final String model;
    private final List<String> problems = new ArrayList<>();

    ManifestRules(int schema, String model) {
        this.model = model;
        if (schema != Manifest.SCHEMA) {
            problems.add("schema: must be " + Manifest.SCHEMA);
        }
        if (!ModelKeys.isModelName(model)) {
            problems.add("model: must be of lower-case letters, digits and inner hyphens, 63 at most");
        }
    }

    ManifestRules files(List<FileEntry> files, String modelFile, @Nullable String goldenFile) {
        Set<String> paths = new HashSet<>();
        for (FileEntry file : files) {
            if (!paths.add(file.path())) {
                problems.add("files: '" + file.path() + "' is listed twice");
            }
        }
        if (!paths.contains(modelFile)) {
            problems.add("model_file: '" + modelFile + "' is none of the files");
        }
        if (goldenFile != null && !paths.contains(goldenFile)) {
            problems.add("golden_file: '" + goldenFile + "' is none of the files");
        }
        return this;
    }

    ManifestRules inputs(List<TensorSpec> inputs, @Nullable Preprocessing preprocessing) {
        unique("inputs", inputs);
        if (preprocessing != null) {
            preprocessing(preprocessing, inputs);
        }
        return this;
    }

    ManifestRules outputs(List<TensorSpec> outputs, Postprocessing postprocessing) {
        unique("outputs", outputs);
        if (postprocessing instanceof Postprocessing.Classify classify) {
            classify(classify, outputs);
        }
        return this;
    }

    /** Throws with every rule that does not hold. */
    void refuse() {
        if (!problems.isEmpty()) {
            throw InferenceException.of(Category.BAD_REQUEST, "the manifest of '" + model + "'", problems);
        }
    }

    private void unique(String key, List<TensorSpec> tensors) {
        if (tensors.isEmpty()) {
            problems.add(key + ": the graph has none, so there is nothing to serve");
        }
        Set<String> names = new HashSet<>();
        for (TensorSpec tensor : tensors) {
            if (!names.add(tensor.name())) {
                problems.add(key + ": '" + tensor.name() + "' is listed twice");
            }
        }
    }

    private void preprocessing(Preprocessing preprocessing, List<TensorSpec> inputs) {
        Map<String, Feature> features = preprocessing.features().stream()
                .collect(Collectors.toMap(Feature::name, Function.identity(), (first, second) -> first));
        Set<String> unfilled = inputs.stream().map(TensorSpec::name).collect(Collectors.toSet());
        for (Assembly assembly : preprocessing.tensors()) {
            TensorSpec input = named(inputs, assembly.input());
            if (input == null) {
                problems.add("preprocess.tensors: the graph has no input '" + assembly.input() + "'; it has "
                        + names(inputs));
            } else if (!unfilled.remove(input.name())) {
                problems.add("preprocess.tensors: the graph's input '" + input.name() + "' is filled twice");
            } else {
                fits(assembly, input, features);
            }
        }
        unfilled.stream()
                .sorted()
                .forEach(name -> problems.add("preprocess.tensors: nothing fills the graph's input '" + name + "'"));
    }

    private void fits(Assembly assembly, TensorSpec input, Map<String, Feature> features) {
        String where = "preprocess.tensors: the graph's input '" + input.name() + "' is " + input.describe();
        List<Feature> used = assembly.features().stream()
                .map(features::get)
                .filter(Objects::nonNull)
                .toList();
        int columns = used.stream().mapToInt(Feature::width).sum();
        if (input.shape().size() != 2) {
            problems.add(where + ", but features make two dimensions: rows and columns");
        } else if (input.shape().get(1) != TensorSpec.ANY && input.shape().get(1) != columns) {
            problems.add(where + ", but its features make " + columns + " columns");
        }
        Datatype datatype = input.datatype();
        if (!datatype.isFloating() && datatype != Datatype.INT64 && datatype != Datatype.INT32) {
            problems.add(where + ", but features fill FP16, FP32, FP64, INT32 and INT64 only");
        }
        for (Feature feature : used) {
            if (datatype.isInteger() && feature instanceof NumberFeature number && number.scale() != null) {
                problems.add(where + ", but feature '" + number.name() + "' is scaled, which makes fractions");
            }
        }
    }

    private void classify(Postprocessing.Classify classify, List<TensorSpec> outputs) {
        TensorSpec output = named(outputs, classify.output());
        if (output == null) {
            problems.add("postprocess.classify.output: the graph has no output '" + classify.output() + "'; it has "
                    + names(outputs));
            return;
        }
        String where = "postprocess.classify.output: '" + output.name() + "' is " + output.describe();
        if (!output.datatype().isFloating()) {
            problems.add(where + ", but probabilities are FP16, FP32 or FP64");
        }
        int rank = output.shape().size();
        long last = rank == 2 ? output.shape().get(1) : 1;
        int labels = classify.labels().size();
        boolean binary = last == 1 && labels == 2;
        if (rank < 1 || rank > 2 || last != TensorSpec.ANY && last != labels && !binary) {
            problems.add(where + ", but " + labels + " labels need a column each");
        }
    }

    private static @Nullable TensorSpec named(List<TensorSpec> tensors, String name) {
        return tensors.stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String names(List<TensorSpec> tensors) {
        return tensors.stream().map(TensorSpec::name).collect(Collectors.joining(", "));
    }
}
