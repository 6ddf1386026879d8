package dev.slipway.inference.manifest;

import dev.slipway.inference.manifest.Preprocessing.Assembly;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A manifest as the tree that its JSON shows. */
final class ManifestTree {
    private ManifestTree() {}

    static Map<String, @Nullable Object> of(Manifest manifest) {
        Map<String, @Nullable Object> tree = new HashMap<>();
        tree.put("schema", manifest.schema());
        tree.put("model", manifest.model());
        tree.put("description", manifest.description());
        tree.put("files", manifest.files().stream().map(ManifestTree::file).toList());
        tree.put("model_file", manifest.modelFile());
        tree.put("golden_file", manifest.goldenFile());
        tree.put("inputs", TensorReader.trees(manifest.inputs()));
        tree.put("outputs", TensorReader.trees(manifest.outputs()));
        tree.put("limits", Map.of("max_batch", manifest.limits().maxBatch()));
        tree.put("preprocess", preprocess(manifest.preprocessing()));
        tree.put("postprocess", postprocess(manifest.postprocessing()));
        tree.put("validation", validation(manifest.validation()));
        return tree;
    }

    private static Map<String, Object> file(FileEntry file) {
        return Map.of("path", file.path(), "size", file.size(), "sha256", file.sha256());
    }

    private static @Nullable Map<String, Object> preprocess(@Nullable Preprocessing preprocessing) {
        if (preprocessing == null) {
            return null;
        }
        return Map.of(
                "features",
                preprocessing.features().stream().map(ManifestTree::feature).toList(),
                "tensors",
                preprocessing.tensors().stream().map(ManifestTree::assembly).toList());
    }

    private static Map<String, Object> assembly(Assembly assembly) {
        return Map.of("input", assembly.input(), "features", assembly.features());
    }

    private static Map<String, @Nullable Object> feature(Feature feature) {
        Map<String, @Nullable Object> tree = new HashMap<>();
        tree.put("name", feature.name());
        if (feature instanceof NumberFeature number) {
            tree.put("type", "number");
            tree.put("impute", number.impute());
            tree.put("missing", number.missingAsNaN() ? "nan" : null);
            tree.put("default", number.defaultValue());
            tree.put("scale", number.scale() == null ? null : scale(number.scale()));
        } else if (feature instanceof CategoryFeature category) {
            tree.put("type", "category");
            tree.put("categories", category.categories());
            tree.put("encode", category.encode() == CategoryFeature.Encoding.ONE_HOT ? "one-hot" : "index");
            tree.put("unknown", lower(category.unknown()));
            tree.put("impute", category.impute());
            tree.put("default", category.defaultValue());
        } else if (feature instanceof BooleanFeature flag) {
            tree.put("type", "boolean");
            tree.put("impute", flag.impute());
            tree.put("default", flag.defaultValue());
        }
        return tree;
    }

    private static Map<String, Object> scale(Scale scale) {
        if (scale instanceof Scale.MinMax range) {
            return Map.of("min", range.min(), "max", range.max());
        }
        return Map.of("mean", scale.offset(), "std", scale.divisor());
    }

    private static @Nullable Map<String, Object> postprocess(Postprocessing postprocessing) {
        if (postprocessing instanceof Postprocessing.Classify classify) {
            Map<String, Object> steps =
                    Map.of("output", classify.output(), "softmax", classify.softmax(), "labels", classify.labels());
            return Map.of("classify", steps);
        }
        return null;
    }

    private static @Nullable Map<String, @Nullable Object> validation(@Nullable Validation validation) {
        if (validation == null) {
            return null;
        }
        Map<String, @Nullable Object> tree = new HashMap<>();
        tree.put("runtime", validation.runtime());
        tree.put("ir_version", validation.irVersion());
        tree.put("opsets", validation.opsets());
        tree.put("golden_cases", validation.goldenCases());
        Validation.Score score = validation.score();
        if (score != null) {
            tree.put(
                    "score",
                    Map.of(
                            "metric",
                            lower(score.metric()),
                            "value",
                            score.value(),
                            "threshold",
                            score.threshold(),
                            "rows",
                            score.rows()));
        }
        return tree;
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
