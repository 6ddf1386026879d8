package dev.slipway.inference.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.TestModels;
import dev.slipway.inference.manifest.Postprocessing.Classify;
import dev.slipway.inference.manifest.Validation.Score;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.TensorSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestJsonTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    private static Manifest manifest(FileEntry... files) {
        ModelDescription description = TestModels.description("""
                {"preprocess": {
                   "features": [
                     {"name": "n", "type": "number", "impute": 0.1, "default": 2, "scale": {"mean": 1, "std": 3}},
                     {"name": "m", "type": "number", "missing": "nan", "scale": {"min": 1, "max": 3}},
                     {"name": "c", "type": "category", "categories": ["é", "b"], "encode": "index", "unknown": "ignore",
                      "impute": "b", "default": "é"},
                     {"name": "f", "type": "boolean", "impute": true, "default": false}],
                   "tensors": [{"input": "x"}]},
                 "limits": {"max_batch": 12}}
                """);
        return new Manifest(
                Manifest.SCHEMA,
                "penguins",
                "Vögel",
                List.of(files),
                "model.onnx",
                "golden.json",
                List.of(new TensorSpec("x", Datatype.FP32, List.of(-1L, 4L))),
                List.of(new TensorSpec("y", Datatype.FP32, List.of(-1L, 2L))),
                description.preprocessing(),
                new Classify("y", true, List.of("no", "yes")),
                description.limits(),
                new Validation(
                        "1.29.0", 9, Map.of("ai.onnx", 17L), 3, new Score(Evaluation.Metric.ACCURACY, 0.97, 0.9, 68)));
    }

    private static Manifest complete() {
        return manifest(new FileEntry("model.onnx", 12, B), new FileEntry("golden.json", 34, A));
    }

    @Test
    void comes_back_as_it_was_written() {
        assertThat(ManifestJson.read(ManifestJson.write(complete()))).isEqualTo(complete());
    }

    @Test
    void the_same_bundle_gives_the_same_bytes_and_digest_whatever_the_order_of_its_files() {
        Manifest other = manifest(new FileEntry("golden.json", 34, A), new FileEntry("model.onnx", 12, B));
        assertThat(ManifestJson.write(other)).isEqualTo(ManifestJson.write(complete()));
        assertThat(other.digest()).isEqualTo(complete().digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void is_canonical() {
        String json = new String(ManifestJson.write(complete()), StandardCharsets.UTF_8);
        assertThat(json)
                .startsWith("{\"description\":\"Vögel\",\"files\":[{\"path\":\"golden.json\",\"sha256\":\"" + A
                        + "\",\"size\":34},{\"path\":\"model.onnx\"")
                .contains(
                        "{\"default\":2.0,\"impute\":0.1,\"name\":\"n\",\"scale\":{\"mean\":1.0,\"std\":3.0},\"type\":\"number\"}")
                .endsWith("\"score\":{\"metric\":\"accuracy\",\"rows\":68,\"threshold\":0.9,\"value\":0.97}}}");
    }

    @Test
    void any_change_changes_the_digest() {
        Manifest changed = manifest(new FileEntry("model.onnx", 12, A), new FileEntry("golden.json", 34, A));
        assertThat(changed.digest()).isNotEqualTo(complete().digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../model.onnx",
                "a/../../b",
                "/etc/passwd",
                "C:/model.onnx",
                "a\\\\b",
                "",
                " ",
                "a//b",
                "./a",
                "a/",
                "a\\u0000b",
                ".."
            })
    void refuses_paths_that_could_leave_the_folder(String path) {
        String json = new String(ManifestJson.write(complete()), StandardCharsets.UTF_8)
                .replace("\"path\":\"golden.json\"", "\"path\":\"" + path + "\"");
        assertThatThrownBy(() -> ManifestJson.read(TestModels.bytes(json)))
                .isInstanceOf(InferenceException.class)
                .hasMessageStartingWith("the manifest")
                .hasMessageContaining("files[0].path: ");
    }

    @Test
    void reports_every_problem_with_its_path() {
        assertThatThrownBy(() -> ManifestJson.read(TestModels.bytes("""
                        {"schema": 1, "model": "p", "model_file": "m", "colour": "red", "limits": {"max_batch": 0},
                         "files": [{"path": "../m", "size": -1, "sha256": "ABC"}, 7],
                         "inputs": [{"name": "x", "datatype": "FLOAT", "shape": [-2]}], "outputs": {},
                         "postprocess": {"classify": {"output": 1, "labels": ["a"]}}}
                        """)))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        refused -> assertThat(refused.problems())
                                .containsExactlyInAnyOrder(
                                        "files[1]: must be a mapping, but is a whole number",
                                        "files[0].path: leaves the bundle's folder with ..",
                                        "files[0].size: must be a whole number of bytes, 0 or more",
                                        "files[0].sha256: must be 64 lower-case hexadecimal digits",
                                        "inputs[0].datatype: must be one of " + Datatype.names(),
                                        "inputs[0].shape: must have at most 16 dimensions of -1 or more",
                                        "outputs: must be a list, but is a mapping",
                                        "postprocess.classify.labels: needs two labels or more, in the order of the output's columns",
                                        "limits.max_batch: must be between 1 and 2147483647",
                                        "colour: is not known here; known are description, files, golden_file, inputs, limits, model, "
                                                + "model_file, outputs, postprocess, preprocess, schema, validation"));
    }

    @Test
    void a_manifest_of_a_newer_schema_says_how_to_go_on() {
        assertThatThrownBy(() -> ManifestJson.read(TestModels.bytes("{\"schema\": 2}")))
                .hasMessage(
                        "the manifest: schema: 2 is newer than 1, the newest known here; update Slipway's function and command");
        assertThatThrownBy(() -> ManifestJson.read(TestModels.bytes("{\"schema\": 1")))
                .hasMessageStartingWith("the manifest is no valid JSON");
        assertThatThrownBy(() -> ManifestJson.read(new byte[0])).hasMessageStartingWith("the manifest is empty");
    }

    @Test
    void transforms_must_fit_the_graph() {
        assertThatThrownBy(() -> new Manifest(
                        1,
                        "Bad Name",
                        "",
                        List.of(new FileEntry("a", 1, A), new FileEntry("a", 1, A)),
                        "model.onnx",
                        "golden.json",
                        List.of(
                                new TensorSpec("x", Datatype.INT64, List.of(-1L, 3L)),
                                new TensorSpec("z", Datatype.FP32, List.of(-1L))),
                        List.of(new TensorSpec("y", Datatype.INT64, List.of(-1L, 3L))),
                        Objects.requireNonNull(complete().preprocessing()),
                        complete().postprocessing(),
                        Limits.DEFAULT,
                        null))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        refused -> assertThat(refused.problems())
                                .containsExactly(
                                        "model: must be of lower-case letters, digits and inner hyphens, 63 at most",
                                        "files: 'a' is listed twice",
                                        "model_file: 'model.onnx' is none of the files",
                                        "golden_file: 'golden.json' is none of the files",
                                        "preprocess.tensors: the graph's input 'x' is INT64 [-1, 3], but its features make 4 columns",
                                        "preprocess.tensors: the graph's input 'x' is INT64 [-1, 3], but feature 'n' is scaled, which makes fractions",
                                        "preprocess.tensors: the graph's input 'x' is INT64 [-1, 3], but feature 'm' is scaled, which makes fractions",
                                        "preprocess.tensors: nothing fills the graph's input 'z'",
                                        "postprocess.classify.output: 'y' is INT64 [-1, 3], but probabilities are FP16, FP32 or FP64",
                                        "postprocess.classify.output: 'y' is INT64 [-1, 3], but 2 labels need a column each"));
    }

    @Test
    void says_what_clients_send_and_get() {
        assertThat(complete().requestInputs()).extracting(TensorSpec::name).containsExactly("n", "m", "c", "f");
        assertThat(complete().responseOutputs())
                .extracting(TensorSpec::describe)
                .containsExactly("BYTES [-1]", "FP32 [-1]", "FP32 [-1, 2]");
    }
}
