package dev.slipway.inference.manifest;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.json.Fields;
import dev.slipway.inference.manifest.Evaluation.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the tree of a {@code model.yaml}. */
final class DescriptionReader {
    private static final Map<String, Metric> METRICS =
            Map.of("accuracy", Metric.ACCURACY, "mae", Metric.MAE, "rmse", Metric.RMSE, "r2", Metric.R2);

    private DescriptionReader() {}

    static ModelDescription read(@Nullable Object tree) {
        List<String> problems = new ArrayList<>();
        Fields document = Fields.root(tree, problems);
        ModelDescription description = new ModelDescription(
                name(document),
                document.text("description", ""),
                path(document, "model", "model.onnx"),
                path(document, "golden", "golden.json"),
                limits(document),
                TensorReader.tensors(document, "inputs"),
                TensorReader.tensors(document, "outputs"),
                TransformReader.preprocessing(document),
                TransformReader.postprocessing(document),
                evaluation(document));
        document.end();
        if (!problems.isEmpty()) {
            throw InferenceException.of(Category.BAD_REQUEST, "model.yaml", problems);
        }
        return description;
    }

    private static String name(Fields document) {
        String name = document.text("name");
        if (!name.isEmpty() && !ModelKeys.isModelName(name)) {
            document.problem("name", "must be of lower-case letters, digits and inner hyphens, 63 at most");
        }
        return name;
    }

    private static String path(Fields fields, String key, String fallback) {
        String path = fields.text(key, fallback);
        BundlePath.problem(path).ifPresent(problem -> fields.problem(key, problem));
        return path;
    }

    static Limits limits(Fields document) {
        Fields fields = document.mapping("limits");
        if (fields == null) {
            return Limits.DEFAULT;
        }
        long maxBatch = fields.integer("max_batch", Limits.DEFAULT.maxBatch());
        fields.end();
        if (maxBatch < 1 || maxBatch > Integer.MAX_VALUE) {
            fields.problem("max_batch", "must be between 1 and " + Integer.MAX_VALUE);
            return Limits.DEFAULT;
        }
        return new Limits((int) maxBatch);
    }

    private static @Nullable Evaluation evaluation(Fields document) {
        Fields fields = document.mapping("evaluate");
        if (fields == null) {
            return null;
        }
        String data = fields.text("data");
        if (!data.isEmpty()) {
            BundlePath.problem(data).ifPresent(problem -> fields.problem("data", problem));
            if (!data.endsWith(".csv") && !data.endsWith(".jsonl")) {
                fields.problem("data", "must end in .csv or .jsonl");
            }
        }
        String target = fields.text("target");
        Metric metric = fields.choice("metric", METRICS, null);
        String output = fields.textOrNull("output");
        double threshold = fields.number("threshold");
        fields.end();
        return metric == null ? null : new Evaluation(data, target, metric, output, threshold);
    }
}
