package dev.slipway.inference.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.TestModels;
import dev.slipway.inference.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingModelTest {
    private static final String LABELS =
            "{\"postprocess\": {\"classify\": {\"output\": \"probabilities\", \"labels\": [\"a\", \"b\", \"c\"]}}}";
    private static final String INPUT =
            "{\"inputs\":[{\"name\":\"features\",\"datatype\":\"FP32\",\"shape\":[%d,2],\"data\":%s}]}";

    @TempDir
    Path folder;

    @Test
    void predicts_from_body_to_body() {
        try (ServingModel model = TestModels.open("classifier", LABELS)) {
            assertThat(TestModels.predict(model, INPUT.formatted(2, "[[200, 0], [0, 200]]")))
                    .isEqualTo("{\"model_name\":\"tiny\",\"model_version\":\"7\",\"id\":\"made-up\",\"outputs\":["
                            + "{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[2],\"data\":[\"a\",\"b\"]},"
                            + "{\"name\":\"probability\",\"datatype\":\"FP32\",\"shape\":[2],\"data\":[1.0,1.0]},"
                            + "{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[2,3],"
                            + "\"data\":[1.0,0.0,0.0,0.0,1.0,0.0]}]}");
        }
    }

    @Test
    void bad_requests_leave_the_model_serving() {
        Random random = new Random(4);
        String good = INPUT.formatted(1, "[1, 2]");
        try (ServingModel model = TestModels.open("classifier", LABELS)) {
            String expected = TestModels.predict(model, good);
            for (int i = 0; i < 10_000; i++) {
                StringBuilder mutant = new StringBuilder(good);
                mutant.setCharAt(random.nextInt(mutant.length()), "[]{},:\"0-e.é ".charAt(random.nextInt(13)));
                try {
                    TestModels.predict(model, mutant.toString());
                } catch (InferenceException e) {
                    assertThat(e.category()).as(mutant.toString()).isIn(Category.BAD_REQUEST, Category.TOO_LARGE);
                }
            }
            assertThat(TestModels.predict(model, good)).isEqualTo(expected);
        }
    }

    @Test
    void refuses_a_graph_that_is_not_the_manifests() throws IOException {
        Manifest manifest = TestModels.manifest("classifier", LABELS);
        Files.copy(TestModels.path("wide"), folder.resolve("classifier.onnx"));
        assertThatThrownBy(() -> ServingModel.open(manifest, folder))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        failed -> assertThat(failed.category()).isEqualTo(Category.MODEL))
                .hasMessageContaining("input 'features' is not FP32 [-1, 2] in the graph")
                .hasMessageContaining("the graph has 1 outputs, the manifest 2");
    }

    @Test
    void golden_cases_pass_within_their_tolerance() throws IOException {
        Path golden = golden("[{\"name\":\"ok\",\"tolerance\":0.001,\"request\":%s,\"response\":{\"outputs\":["
                + "{\"name\":\"label\",\"data\":[\"b\"]},{\"name\":\"probabilities\",\"shape\":[1,3],"
                + "\"datatype\":\"FP32\",\"data\":[[0.2595,0.7053,0.0351]]}]}}]");
        try (ServingModel model = TestModels.open("classifier", LABELS)) {
            GoldenCases.Outcome outcome = GoldenCases.verify(model, golden);
            assertThat(outcome.mismatches()).isEmpty();
            assertThat(outcome.passed()).isTrue();
            assertThat(outcome.cases()).isEqualTo(1);
        }
    }

    @Test
    void mismatches_name_case_output_and_element() throws IOException {
        Path golden = golden("[{\"name\":\"off\",\"request\":%s,\"response\":{\"outputs\":["
                + "{\"name\":\"label\",\"data\":[\"a\"]},{\"name\":\"nope\",\"data\":[]},"
                + "{\"name\":\"probability\",\"shape\":[2],\"data\":[0.5]},{\"name\":\"probabilities\",\"data\":[1]}]}},"
                + "{\"name\":\"bad\",\"request\":{},\"response\":{\"outputs\":[]}}]");
        try (ServingModel model = TestModels.open("classifier", LABELS)) {
            assertThat(GoldenCases.verify(model, golden).mismatches())
                    .containsExactly(
                            "case 'off', output 'label', element 0: is b, expected a",
                            "case 'off': the output 'nope' is missing",
                            "case 'off', output 'probability': shape is [1], expected [2]",
                            "case 'off', output 'probability', element 0: is 0.70538455, expected 0.5 within 1.0E-5",
                            "case 'off', output 'probabilities': has 3 elements, expected 1",
                            "case 'bad' was refused: the field 'inputs' is missing; it must list {name, shape, datatype, data}");
        }
    }

    @Test
    void a_golden_file_that_cannot_be_read_says_so() throws IOException {
        assertThatThrownBy(() -> GoldenCases.read(folder.resolve("none.json")))
                .hasMessageContaining("cannot be read (NoSuchFileException)");
        assertThatThrownBy(() -> GoldenCases.read(golden("[]"))).hasMessageContaining("there is no case");
        assertThatThrownBy(() -> GoldenCases.read(golden("[{\"request\": 1}, 2]")))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        refused -> assertThat(refused.problems())
                                .containsExactly(
                                        "cases[1]: must be a mapping, but is a whole number",
                                        "cases[0].name: is missing",
                                        "cases[0].request: must be a mapping",
                                        "cases[0].response: must be a mapping"));
    }

    private Path golden(String json) throws IOException {
        return Files.writeString(folder.resolve("golden.json"), json.replace("%s", INPUT.formatted(1, "[1, 2]")));
    }
}
