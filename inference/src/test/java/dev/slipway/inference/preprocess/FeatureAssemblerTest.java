package dev.slipway.inference.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.TestModels;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.protocol.InferenceRequest;
import dev.slipway.inference.protocol.RequestDecoder;
import dev.slipway.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureAssemblerTest {
    private static final String FEATURES = """
            {"preprocess": {
              "features": [
                {"name": "length", "type": "number", "impute": 40, "scale": {"mean": 40, "std": 4}},
                {"name": "weight", "type": "number", "missing": "nan", "scale": {"min": 10, "max": 20}},
                {"name": "island", "type": "category", "categories": ["Biscoe", "Dream", "3"], "unknown": "ignore", "default": "Dream"},
                {"name": "adult", "type": "boolean", "impute": true, "default": false},
                {"name": "sex", "type": "category", "categories": ["f", "m"], "encode": "index", "impute": "m"}
              ],
              "tensors": [
                {"input": "features", "features": ["adult", "island", "length", "weight"]},
                {"input": "codes", "features": ["sex"]}
              ]}}
            """;

    private final Manifest manifest = TestModels.manifest("assembled", FEATURES);
    private final RequestDecoder decoder = new RequestDecoder(manifest);
    private final Preprocessor preprocessor = Preprocessor.of(manifest);

    private List<List<Double>> assemble(String inputs) {
        try (InferenceRequest request = decoder.decode(TestModels.bytes("{\"inputs\":[" + inputs + "]}"))) {
            return preprocessor.apply(request).stream()
                    .map(FeatureAssemblerTest::numbers)
                    .toList();
        }
    }

    private static List<Double> numbers(Tensor tensor) {
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < tensor.elements(); i++) {
            numbers.add(tensor.number(i));
        }
        return numbers;
    }

    private static String input(String name, String datatype, int rows, String data) {
        return "{\"name\":\"%s\",\"datatype\":\"%s\",\"shape\":[%d],\"data\":%s}".formatted(name, datatype, rows, data);
    }

    private static String all(int rows, String length, String weight, String island, String adult, String sex) {
        return String.join(
                ",",
                input("sex", "BYTES", rows, sex),
                input("island", "BYTES", rows, island),
                input("length", "FP64", rows, length),
                input("adult", "BOOL", rows, adult),
                input("weight", "FP32", rows, weight));
    }

    @Test
    void scales_encodes_and_orders_columns_as_declared() {
        String rows = all(2, "[44, 36]", "[15, 30]", "[\"Biscoe\", \"3\"]", "[true, false]", "[\"f\", \"m\"]");
        assertThat(assemble(rows))
                .containsExactly(
                        List.of(1.0, 1.0, 0.0, 0.0, 1.0, 0.5, 0.0, 0.0, 0.0, 1.0, -1.0, 2.0), List.of(0.0, 1.0));
    }

    @Test
    void imputes_defaults_and_ignores_unknown_categories_where_declared() {
        String rows = all(1, "[null]", "[null]", "[\"Atlantis\"]", "[false]", "[null]");
        assertThat(assemble(rows)).containsExactly(List.of(0.0, 0.0, 0.0, 0.0, 0.0, Double.NaN), List.of(1.0));

        String few = input("length", "INT32", 1, "[48]") + "," + input("weight", "UINT8", 1, "[10]") + ","
                + input("sex", "BYTES", 1, "[\"f\"]");
        assertThat(assemble(few)).containsExactly(List.of(0.0, 0.0, 1.0, 0.0, 2.0, 0.0), List.of(0.0));
    }

    @Test
    void takes_numbers_for_categories_and_booleans_that_print_alike() {
        String rows = String.join(
                ",",
                input("sex", "BYTES", 2, "[\"f\", \"f\"]"),
                input("island", "FP64", 2, "[3.0, 4.5]"),
                input("length", "FP64", 2, "[40, 40]"),
                input("adult", "FP32", 2, "[null, 0]"),
                input("weight", "FP32", 2, "[10, 10]"));
        assertThat(assemble(rows).get(0)).containsExactly(1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    }

    @Test
    void takes_columns_of_shape_n_by_1_and_no_rows() {
        String column = all(2, "[44, 36]", "[15, 30]", "[\"Biscoe\", \"3\"]", "[true, false]", "[\"f\", \"m\"]")
                .replace("\"shape\":[2]", "\"shape\":[2,1]");
        assertThat(assemble(column).get(1)).containsExactly(0.0, 1.0);
        assertThat(assemble(all(0, "[]", "[]", "[]", "[]", "[]"))).containsExactly(List.of(), List.of());
    }

    @Test
    void names_every_faulty_feature_and_its_first_faulty_row() {
        String rows =
                all(3, "[1, 2, 3]", "[1, 2, 3]", "[\"3\", \"3\", null]", "[true, true, true]", "[\"m\", \"?\", \"!\"]");
        assertThatThrownBy(() -> assemble(rows))
                .isInstanceOfSatisfying(InferenceException.class, refused -> {
                    assertThat(refused.category()).isEqualTo(Category.BAD_REQUEST);
                    assertThat(refused.problems())
                            .containsExactly(
                                    "feature 'island', row 2: is missing, and the model has no category to impute",
                                    "feature 'sex', row 1: is none of the categories f, m");
                })
                .hasMessageNotContaining("?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            length | BYTES | 1 | ["44"]   | feature 'length' takes numbers, but BYTES [1] came
            length | BOOL  | 1 | [true]   | feature 'length' takes numbers, but BOOL [1] came
            adult  | BYTES | 1 | ["true"] | feature 'adult' takes booleans, but BYTES [1] came
            adult  | INT8  | 1 | [2]      | feature 'adult', row 0: must be true or false, or 1 or 0
            adult  | BOOL  | 2 | [true, true] | feature 'adult' has 2 rows, but 'sex' has 1
            """)
    void says_what_a_feature_takes(String name, String datatype, int rows, String data, String problem) {
        String others = String.join(
                ",",
                input("sex", "BYTES", 1, "[\"m\"]"),
                input("weight", "FP32", 1, "[1]"),
                input("length", "FP64", 1, "[1]"));
        String given = name.equals("length") ? others.substring(0, others.lastIndexOf(",{")) : others;
        assertThatThrownBy(() -> assemble(given + "," + input(name, datatype, rows, data)))
                .hasMessage("the features do not fit the model: " + problem);
    }

    @Test
    void names_all_features_that_are_missing() {
        assertThatThrownBy(() -> assemble(input("island", "BYTES", 1, "[\"3\"]")))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        refused -> assertThat(refused.problems())
                                .containsExactly(
                                        "feature 'length' is missing; expected FP64 of shape [N]",
                                        "feature 'weight' is missing; expected FP64 of shape [N]",
                                        "feature 'sex' is missing; expected BYTES of shape [N]"));
    }

    @Test
    void a_missing_number_without_a_value_to_impute_is_refused() {
        Manifest strict = TestModels.manifest("wide", """
                {"preprocess": {
                   "features": [{"name": "a", "type": "number"},
                                {"name": "b", "type": "category", "categories": ["1","2","3","4","5","6","7","8"]}],
                   "tensors": [{"input": "features"}]}}
                """);
        String body =
                "{\"inputs\":[" + input("a", "FP64", 2, "[1, null]") + "," + input("b", "INT64", 2, "[1, 8]") + "]}";
        assertThatThrownBy(
                        () -> Preprocessor.of(strict).apply(new RequestDecoder(strict).decode(TestModels.bytes(body))))
                .hasMessage("the features do not fit the model: "
                        + "feature 'a', row 1: is missing, and the model has no value to impute");
    }

    @Test
    void a_feature_that_no_graph_input_takes_may_be_sent_or_left_out() {
        Manifest narrow = TestModels.manifest("wide", """
                {"preprocess": {
                   "features": [{"name": "a", "type": "number"}, {"name": "spare", "type": "number"}],
                   "tensors": [{"input": "features", "features": ["a", "a", "a", "a", "a", "a", "a", "a", "a"]}]}}
                """);
        String without = input("a", "FP64", 1, "[2]");
        for (String inputs : List.of(without, without + "," + input("spare", "FP64", 1, "[null]"))) {
            try (InferenceRequest request =
                    new RequestDecoder(narrow).decode(TestModels.bytes("{\"inputs\":[" + inputs + "]}"))) {
                Tensor filled = Preprocessor.of(narrow).apply(request).get(0);
                assertThat(numbers(filled)).hasSize(9).containsOnly(2.0);
            }
        }
    }
}
