package dev.slipway.inference.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.TestModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectTest {
    @TempDir
    Path folder;

    @Test
    void tells_tensors_versions_producer_and_runtime() {
        ModelSignature signature = ModelSignature.of(TestModels.path("classifier"));
        assertThat(signature.inputs().get(0).describe()).isEqualTo("FP32 [-1, 2]");
        assertThat(signature.outputs()).hasSize(2);
        assertThat(signature.irVersion()).isEqualTo(9);
        assertThat(signature.opsets()).isEqualTo(Map.of("ai.onnx", 17L));
        assertThat(signature.producer()).isEqualTo("slipway-tests 1");
        assertThat(signature.externalData()).isEmpty();
        assertThat(signature.runtime()).startsWith("1.");
        assertThat(ModelSignature.parse(signature.json())).isEqualTo(signature);
    }

    @Test
    void lists_the_files_with_external_data() {
        assertThat(ModelSignature.of(TestModels.path("external")).externalData())
                .containsExactly("external.bin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            external_outside | external_outside.onnx names external data whose path leaves the bundle's folder with ..
            external_missing | external_missing.onnx keeps weights in 'missing.bin', which is no file beside it
            custom_operator  | custom_operator.onnx uses the operator 'Quantum' of 'my.ops'
            nowhere          | nowhere.onnx does not exist in
            """)
    void says_why_a_graph_cannot_be_served(String model, String message) {
        assertThatThrownBy(() -> ModelSignature.of(TestModels.path(model)))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        refused -> assertThat(refused.category()).isEqualTo(Category.MODEL))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                                  | is empty
            \\u001F\\u008B\\u0008               | is compressed with gzip
            PK\\u0003\\u0004..archive/data.pkl  | is a PyTorch checkpoint
            PK\\u0003\\u0004..                  | is a zip archive
            \\u0080\\u0004\\u0095               | is a Python pickle
            \\u0089HDF\\r\\n                    | is an HDF5 file
            \\u0020\\u0000\\u0000\\u0000TFL3    | is a TensorFlow Lite model
            \\u0020\\u0000\\u0000\\u0000ORTM    | .ort format
            \\u0020\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000{"a":{}} | is a safetensors file
            version https://git-lfs.github.com/spec/v1 | git lfs pull
            <!DOCTYPE html><html>               | is a web page
            {"learner": {}}                     | is a JSON text
            hello, world                        | is no ONNX model, or was cut short
            \\u0008\\u0009                      | holds no ONNX graph
            """)
    void recognises_what_people_take_for_a_model(String content, String message) throws IOException {
        Path file = folder.resolve("model.onnx");
        Files.write(file, raw(content));
        assertThatThrownBy(() -> ModelSignature.of(file))
                .isInstanceOf(InferenceException.class)
                .hasMessageStartingWith("model.onnx ")
                .hasMessageContaining(message);
    }

    private static byte[] raw(String escaped) {
        StringBuilder text = new StringBuilder(escaped);
        for (int at = text.indexOf("\\u"); at >= 0; at = text.indexOf("\\u")) {
            text.replace(at, at + 6, String.valueOf((char) Integer.parseInt(text.substring(at + 2, at + 6), 16)));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void a_truncated_model_is_refused_at_every_length() throws IOException {
        byte[] whole = Files.readAllBytes(TestModels.path("classifier"));
        for (int length = 0; length < whole.length - 1; length++) {
            Path file = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, length));
            try {
                ModelSignature.of(file);
            } catch (InferenceException e) {
                assertThat(e.category()).isEqualTo(Category.MODEL);
                assertThat(e.getMessage()).startsWith("cut.onnx ");
            }
        }
    }

    @Test
    void a_scan_of_lengths_that_lie_ends() throws IOException {
        byte[] lie = {8, 9, 58, -1, -1, -1, -1, -1, -1, -1, -1, 127};
        Path file = Files.write(folder.resolve("lie.onnx"), lie);
        assertThatThrownBy(() -> ModelSignature.of(file))
                .hasMessageContaining("a field of 9223372036854775807 bytes, more than the file has");
    }

    @Test
    void the_child_process_prints_one_object_and_its_verdict() {
        assertThat(run(TestModels.path("scalar").toString()))
                .startsWith("0 {\"external_data\":[]")
                .contains("\"ir_version\":9");
        String refused = run(folder.resolve("no.onnx").toString());
        assertThat(refused).startsWith("6 {\"error\":\"no.onnx does not exist");
        assertThat(run()).startsWith("2 {\"error\":\"usage");
        assertThatThrownBy(() -> ModelSignature.parse(TestModels.bytes(refused.substring(2))))
                .isInstanceOf(InferenceException.class)
                .hasMessageStartingWith("no.onnx does not exist");
    }

    private static String run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = InspectMain.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
        return exit + " " + out.toString(StandardCharsets.UTF_8);
    }
}
