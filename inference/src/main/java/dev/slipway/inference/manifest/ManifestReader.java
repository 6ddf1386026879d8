package dev.slipway.inference.manifest;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.json.Fields;
import dev.slipway.inference.manifest.Evaluation.Metric;
import dev.slipway.inference.manifest.Validation.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a manifest's tree; nothing in it is trusted. */
final class ManifestReader {
    private static final Map<String, Metric> METRICS =
            Arrays.stream(Metric.values()).collect(Collectors.toMap(ManifestTree::lower, metric -> metric));

    private ManifestReader() {}

    static Manifest read(@Nullable Object tree) {
        List<String> problems = new ArrayList<>();
        Fields document = Fields.root(tree, problems);
        int schema = schema(document, problems);
        String model = document.text("model");
        String description = document.text("description", "");
        List<FileEntry> files = files(document);
        String modelFile = document.text("model_file");
        String goldenFile = document.textOrNull("golden_file");
        var inputs = TensorReader.tensors(document, "inputs");
        var outputs = TensorReader.tensors(document, "outputs");
        Preprocessing preprocessing = TransformReader.preprocessing(document);
        Postprocessing postprocessing = TransformReader.postprocessing(document);
        Limits limits = DescriptionReader.limits(document);
        Validation validation = validation(document);
        document.end();
        refuse(problems);
        return new Manifest(
                schema,
                model,
                description,
                files,
                modelFile,
                goldenFile,
                inputs,
                outputs,
                preprocessing,
                postprocessing,
                limits,
                validation);
    }

    private static int schema(Fields document, List<String> problems) {
        long schema = document.integer("schema", 0);
        if (schema > Manifest.SCHEMA) {
            problems.clear(); // whatever else looks wrong may be right there
            document.problem(
                    "schema",
                    schema + " is newer than " + Manifest.SCHEMA
                            + ", the newest known here; update Slipway's function and command");
            refuse(problems);
        }
        if (schema != Manifest.SCHEMA) {
            document.problem("schema", "must be " + Manifest.SCHEMA);
        }
        return Manifest.SCHEMA;
    }

    private static List<FileEntry> files(Fields document) {
        List<FileEntry> files = new ArrayList<>();
        for (Fields fields : document.mappings("files")) {
            String path = fields.text("path");
            long size = fields.integer("size", -1);
            String sha256 = fields.text("sha256");
            fields.end();
            BundlePath.problem(path).ifPresent(problem -> fields.problem("path", problem));
            if (size < 0) {
                fields.problem("size", "must be a whole number of bytes, 0 or more");
            }
            if (!FileEntry.isDigest(sha256)) {
                fields.problem("sha256", "must be 64 lower-case hexadecimal digits");
            }
            if (BundlePath.problem(path).isEmpty() && size >= 0 && FileEntry.isDigest(sha256)) {
                files.add(new FileEntry(path, size, sha256));
            }
        }
        return files;
    }

    private static @Nullable Validation validation(Fields document) {
        Fields fields = document.mapping("validation");
        if (fields == null) {
            return null;
        }
        Map<String, Long> opsets = new TreeMap<>();
        Fields domains = fields.mapping("opsets");
        if (domains != null) {
            domains.keys().forEach(domain -> opsets.put(domain, domains.integer(domain, 0)));
        }
        Validation validation = new Validation(
                fields.text("runtime"),
                fields.integer("ir_version", 0),
                opsets,
                (int) fields.integer("golden_cases", 0),
                score(fields.mapping("score")));
        fields.end();
        return validation;
    }

    private static @Nullable Score score(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        Metric metric = fields.choice("metric", METRICS, null);
        double value = fields.number("value");
        double threshold = fields.number("threshold");
        long rows = fields.integer("rows", 0);
        fields.end();
        return metric == null ? null : new Score(metric, value, threshold, rows);
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw InferenceException.of(Category.BAD_REQUEST, "the manifest", problems);
        }
    }
}
