package dev.slipway.inference.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.TestModels;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadFailureTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            custom_operator  | uses the operator 'Quantum' of 'my.ops', which is no standard one
            unknown_operator | uses the operator 'Nonsense'
            future_opset     | uses operator set 999, but this ONNX Runtime knows up to
            future_ir        | is of ONNX's IR version 999, but this ONNX Runtime knows up to
            external_missing | keeps weights in external files that are missing
            external_outside | keeps weights in external files
            identity_bf16    | input 'x' has the element type BFLOAT16, which the protocol's JSON cannot carry
            sequence         | output 'maps' is no tensor but a sequence, map or optional
            """)
    void says_what_is_wrong_with_a_graph_and_what_to_do(String model, String message) {
        assertThatThrownBy(() -> OnnxModel.load(TestModels.path(model)))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        refused -> Assertions.assertThat(refused.category()).isEqualTo(Category.MODEL))
                .hasMessageContaining(message);
    }
}
