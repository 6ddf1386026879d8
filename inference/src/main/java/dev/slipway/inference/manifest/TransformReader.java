package dev.slipway.inference.manifest;

import dev.slipway.inference.json.Fields;
import dev.slipway.inference.manifest.CategoryFeature.Encoding;
import dev.slipway.inference.manifest.CategoryFeature.Unknown;
import dev.slipway.inference.manifest.Preprocessing.Assembly;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code preprocess} and {@code postprocess}, which look the same in model.yaml and in a manifest. */
final class TransformReader {
    private static final Map<String, Encoding> ENCODINGS = Map.of("one-hot", Encoding.ONE_HOT, "index", Encoding.INDEX);
    private static final Map<String, Unknown> UNKNOWNS = Map.of("error", Unknown.ERROR, "ignore", Unknown.IGNORE);
    private static final Map<String, Boolean> MISSING = Map.of("nan", true, "error", false);

    private TransformReader() {}

    static @Nullable Preprocessing preprocessing(Fields document) {
        Fields preprocess = document.mapping("preprocess");
        if (preprocess == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        List<Feature> features = new ArrayList<>();
        for (Fields fields : preprocess.mappings("features")) {
            String name = fields.text("name");
            if (names.contains(name)) {
                fields.problem("name", "'" + name + "' names another feature already");
            }
            names.add(name);
            feature(fields, name, features);
            fields.end();
        }
        if (names.isEmpty()) {
            preprocess.problem("features", "is missing; name one feature or leave preprocess out");
        }
        List<Assembly> tensors = assemblies(preprocess, names);
        preprocess.end();
        return new Preprocessing(features, tensors);
    }

    private static void feature(Fields fields, String name, List<Feature> features) {
        switch (fields.text("type")) {
            case "number" -> features.add(number(fields, name));
            case "category" -> features.add(category(fields, name));
            case "boolean" ->
                features.add(new BooleanFeature(name, fields.flagOrNull("impute"), fields.flagOrNull("default")));
            case "" -> {} // noted as missing
            default -> fields.problem("type", "must be one of boolean, category, number");
        }
    }

    private static NumberFeature number(Fields fields, String name) {
        Double impute = fields.numberOrNull("impute");
        boolean missingAsNaN = Boolean.TRUE.equals(fields.choice("missing", MISSING, false));
        if (impute != null && missingAsNaN) {
            fields.problem("missing", "cannot be nan beside impute; choose one");
        }
        return new NumberFeature(name, impute, missingAsNaN, fields.numberOrNull("default"), scale(fields));
    }

    private static @Nullable Scale scale(Fields feature) {
        Fields fields = feature.mapping("scale");
        if (fields == null) {
            return null;
        }
        boolean standard = fields.has("mean") || fields.has("std");
        boolean minMax = fields.has("min") || fields.has("max");
        if (standard == minMax) {
            feature.problem("scale", "needs either mean and std, or min and max");
            return null;
        }
        double first = fields.number(standard ? "mean" : "min");
        double second = fields.number(standard ? "std" : "max");
        fields.end();
        if (Double.isNaN(first) || Double.isNaN(second)) {
            return null;
        }
        try {
            return standard ? new Scale.Standard(first, second) : new Scale.MinMax(first, second);
        } catch (IllegalArgumentException e) {
            feature.problem("scale", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static CategoryFeature category(Fields fields, String name) {
        List<String> categories = fields.texts("categories");
        if (categories.isEmpty()) {
            fields.problem("categories", "is missing; list every category in the order of training");
        }
        Set<String> seen = new HashSet<>();
        for (String category : categories) {
            if (!seen.add(category)) {
                fields.problem("categories", "'" + category + "' is there twice");
            }
        }
        Encoding encoding = fields.choice("encode", ENCODINGS, Encoding.ONE_HOT);
        Unknown unknown = fields.choice("unknown", UNKNOWNS, Unknown.ERROR);
        return new CategoryFeature(
                name,
                categories,
                encoding == null ? Encoding.ONE_HOT : encoding,
                unknown == null ? Unknown.ERROR : unknown,
                listed(fields, "impute", seen),
                listed(fields, "default", seen));
    }

    private static @Nullable String listed(Fields fields, String key, Set<String> categories) {
        String category = fields.textOrNull(key);
        if (category != null && !categories.contains(category)) {
            fields.problem(key, "'" + category + "' is none of the categories");
        }
        return category;
    }

    private static List<Assembly> assemblies(Fields preprocess, List<String> names) {
        List<Assembly> assemblies = new ArrayList<>();
        for (Fields fields : preprocess.mappings("tensors")) {
            List<String> used = fields.has("features") ? fields.texts("features") : names;
            for (String feature : used) {
                if (!names.contains(feature)) {
                    fields.problem("features", "'" + feature + "' is none of the features");
                }
            }
            assemblies.add(new Assembly(fields.text("input"), used));
            fields.end();
        }
        if (assemblies.isEmpty()) {
            preprocess.problem("tensors", "is missing; say which graph input the features fill");
        }
        // A feature that no tensor takes is accepted: models of one name share their requests.
        return assemblies;
    }

    static Postprocessing postprocessing(Fields document) {
        Fields postprocess = document.mapping("postprocess");
        Fields fields = postprocess == null ? null : postprocess.mapping("classify");
        if (postprocess == null || fields == null) {
            if (postprocess != null) {
                postprocess.end();
            }
            return new Postprocessing.Identity();
        }
        String output = fields.text("output");
        boolean softmax = Boolean.TRUE.equals(fields.flagOrNull("softmax"));
        List<String> labels = fields.texts("labels");
        fields.end();
        postprocess.end();
        if (labels.size() < 2) {
            fields.problem("labels", "needs two labels or more, in the order of the output's columns");
            return new Postprocessing.Identity();
        }
        if (new HashSet<>(labels).size() < labels.size()) {
            fields.problem("labels", "holds a label twice");
        }
        return new Postprocessing.Classify(output, softmax, labels);
    }
}
