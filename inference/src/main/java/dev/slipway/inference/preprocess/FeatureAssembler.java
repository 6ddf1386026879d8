package dev.slipway.inference.preprocess;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.manifest.Feature;
import dev.slipway.inference.manifest.Preprocessing;
import dev.slipway.inference.manifest.Preprocessing.Assembly;
import dev.slipway.inference.protocol.InferenceRequest;
import dev.slipway.inference.tensor.Tensor;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts named features side by side, column by column, as the graph's inputs want them. */
final class FeatureAssembler implements Preprocessor {
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<Feature> required;

    /** One graph input and what fills it, left to right. */
    private record Plan(TensorSpec input, List<Column> columns, int width) {}

    FeatureAssembler(Preprocessing preprocessing, List<TensorSpec> inputs) {
        for (Feature feature : preprocessing.features()) {
            columns.put(feature.name(), Column.of(feature));
        }
        for (Assembly assembly : preprocessing.tensors()) {
            TensorSpec input = inputs.stream()
                    .filter(spec -> spec.name().equals(assembly.input()))
                    .findFirst()
                    .orElseThrow();
            List<Column> used = assembly.features().stream().map(this::column).toList();
            plans.add(new Plan(
                    input,
                    used,
                    used.stream().mapToInt(column -> column.feature().width()).sum()));
        }
        // What no graph input takes may be sent, so that models of one name share their requests, but need not be.
        this.required = columns.values().stream()
                .filter(column -> plans.stream().anyMatch(plan -> plan.columns().contains(column)))
                .map(Column::feature)
                .filter(feature -> !feature.hasDefault())
                .toList();
    }

    private Column column(String feature) {
        Column column = columns.get(feature);
        if (column == null) {
            throw new IllegalStateException(
                    "the manifest lets the feature '" + feature + "' through, which it does not have");
        }
        return column;
    }

    @Override
    public List<Tensor> apply(InferenceRequest request) {
        int rows = rows(request);
        List<String> problems = new ArrayList<>(0);
        List<Tensor> tensors = new ArrayList<>(plans.size());
        for (Plan plan : plans) {
            Matrix matrix = new Matrix(plan.input().datatype(), rows, plan.width(), request.memory());
            int first = 0;
            for (Column column : plan.columns()) {
                String problem = column.write(request.input(column.feature().name()), matrix, first);
                if (problem != null && !problems.contains(problem)) {
                    problems.add(problem);
                }
                first += column.feature().width();
            }
            tensors.add(matrix.tensor(plan.input().name()));
        }
        refuse(problems);
        return tensors;
    }

    /** How many rows all features have, one where every feature is left out. */
    private int rows(InferenceRequest request) {
        List<String> problems = new ArrayList<>(0);
        Tensor first = null;
        for (Tensor input : request.inputs()) {
            long[] shape = input.shape();
            if (!columns.containsKey(input.name())) {
                problems.add("feature '" + input.name() + "' is not known; the model takes "
                        + String.join(", ", columns.keySet()));
            } else if (shape.length < 1 || shape.length > 2 || shape.length == 2 && shape[1] != 1) {
                problems.add(
                        "feature '" + input.name() + "' is " + input.describe() + "; expected the shape [N] or [N, 1]");
            } else if (first != null && first.batch() != input.batch()) {
                problems.add("feature '" + input.name() + "' has " + input.batch() + " rows, but '" + first.name()
                        + "' has " + first.batch());
            }
            first = first == null ? input : first;
        }
        for (Feature feature : required) {
            if (request.input(feature.name()) == null) {
                problems.add("feature '" + feature.name() + "' is missing; expected " + feature.datatype()
                        + " of shape [N]");
            }
        }
        refuse(problems);
        return first == null ? 1 : first.elements();
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw InferenceException.of(Category.BAD_REQUEST, "the features do not fit the model", problems);
        }
    }
}
