package dev.slipway.inference.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.TestModels;
import dev.slipway.inference.manifest.CategoryFeature.Encoding;
import dev.slipway.inference.manifest.CategoryFeature.Unknown;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelDescriptionTest {
    @Test
    void has_defaults_for_all_but_the_name() {
        ModelDescription description = ModelDescription.of(Map.of("name", "penguins"));
        assertThat(description)
                .isEqualTo(new ModelDescription(
                        "penguins",
                        "",
                        "model.onnx",
                        "golden.json",
                        new Limits(1000),
                        List.of(),
                        List.of(),
                        null,
                        new Postprocessing.Identity(),
                        null));
    }

    @Test
    void reads_every_field() {
        ModelDescription description = TestModels.description("""
                {"name": "p-1", "description": "d", "model": "m/a.onnx", "golden": "g.json", "limits": {"max_batch": 5},
                 "inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 9]}],
                 "preprocess": {
                   "features": [{"name": "n", "type": "number", "impute": 1, "scale": {"mean": 1, "std": 2}},
                                {"name": "c", "type": "category", "categories": [1, true, "x"]}],
                   "tensors": [{"input": "x"}]},
                 "postprocess": {"classify": {"output": "p", "softmax": true, "labels": ["a", "b"]}},
                 "evaluate": {"data": "e.csv", "target": "t", "metric": "rmse", "output": "o", "threshold": 1}}
                """);
        assertThat(description.limits().maxBatch()).isEqualTo(5);
        assertThat(description.inputs().get(0).describe()).isEqualTo("FP32 [-1, 9]");
        assertThat(description.preprocessing())
                .isEqualTo(new Preprocessing(
                        List.of(
                                new NumberFeature("n", 1.0, false, null, new Scale.Standard(1, 2)),
                                new CategoryFeature(
                                        "c", List.of("1", "true", "x"), Encoding.ONE_HOT, Unknown.ERROR, null, null)),
                        List.of(new Preprocessing.Assembly("x", List.of("n", "c")))));
        assertThat(description.postprocessing()).isEqualTo(new Postprocessing.Classify("p", true, List.of("a", "b")));
        assertThat(description.evaluation()).isEqualTo(new Evaluation("e.csv", "t", Evaluation.Metric.RMSE, "o", 1));
    }

    @Test
    void reports_every_problem_with_its_path() {
        assertThatThrownBy(() -> TestModels.description("""
                {"name": "Pen guins", "model": "../m.onnx", "limit": {},
                 "preprocess": {
                   "features": [
                     {"name": "a", "type": "numeric"},
                     {"name": "a", "type": "number", "impute": "x", "scale": {"mean": 1, "max": 2}},
                     {"name": "b", "type": "number", "impute": 1, "missing": "nan", "scale": {"mean": 1, "std": 0}},
                     {"name": "c", "type": "category", "encode": "hash", "default": "q"},
                     {"type": "boolean", "impute": 1}],
                   "tensors": [{"input": "x", "features": ["a", "zz", "c", ""]}]},
                 "evaluate": {"data": "e.txt", "metric": "f1", "threshold": ".9"}}
                """))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        refused -> assertThat(refused.problems())
                                .containsExactlyInAnyOrder(
                                        "name: must be of lower-case letters, digits and inner hyphens, 63 at most",
                                        "model: leaves the bundle's folder with ..",
                                        "preprocess.features[0].type: must be one of boolean, category, number",
                                        "preprocess.features[1].name: 'a' names another feature already",
                                        "preprocess.features[1].impute: must be a finite number, but is a text",
                                        "preprocess.features[1].scale: needs either mean and std, or min and max",
                                        "preprocess.features[2].missing: cannot be nan beside impute; choose one",
                                        "preprocess.features[2].scale: scale needs a finite mean and a std above 0",
                                        "preprocess.features[3].categories: is missing; list every category in the order of training",
                                        "preprocess.features[3].encode: must be one of index, one-hot",
                                        "preprocess.features[3].default: 'q' is none of the categories",
                                        "preprocess.features[4].name: is missing",
                                        "preprocess.features[4].impute: must be true or false, but is a whole number",
                                        "preprocess.tensors[0].features: 'zz' is none of the features",
                                        "evaluate.data: must end in .csv or .jsonl",
                                        "evaluate.target: is missing",
                                        "evaluate.metric: must be one of accuracy, mae, r2, rmse",
                                        "evaluate.threshold: must be a finite number, but is a text",
                                        "limit: is not known here; known are description, evaluate, golden, inputs, limits, model, "
                                                + "name, outputs, postprocess, preprocess"));
    }
}
