package dev.slipway.inference.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.TestModels;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.Tensor;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestDecoderTest {
    private static RequestDecoder decoder(String model) {
        return new RequestDecoder(TestModels.manifest(model, "{\"limits\": {\"max_batch\": 3}}"));
    }

    private static InferenceRequest decode(String model, String json) {
        return decoder(model).decode(TestModels.bytes(json));
    }

    private static Tensor input(Datatype datatype, String data, String shape) {
        String body = "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"%s\",\"shape\":%s,\"data\":%s}]}"
                .formatted(datatype, shape, data);
        return decode("identity_" + datatype.name().toLowerCase(Locale.ROOT), body)
                .inputs()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BOOL   | [true, 0]                                     | 1 0
            UINT8  | [255, 0]                                      | 255 0
            UINT16 | [65535, 1.0]                                  | 65535 1
            UINT32 | [4294967295, 0]                               | 4294967295 0
            UINT64 | [18446744073709551615, 9223372036854775807]   | -1 9223372036854775807
            INT8   | [-128, 127]                                   | -128 127
            INT16  | [-32768, 32767]                               | -32768 32767
            INT32  | [-2147483648, 2147483647]                     | -2147483648 2147483647
            INT64  | [-9223372036854775808, 9223372036854775807]   | -9223372036854775808 9223372036854775807
            """)
    void reads_whole_numbers_and_booleans_to_their_limits(Datatype datatype, String data, String expected) {
        Tensor tensor = input(datatype, data, "[1, 2]");
        assertThat(tensor.integer(0) + " " + tensor.integer(1)).isEqualTo(expected);
        assertThat(tensor.data().isDirect()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FP16 | [0.5, -65504]              | 0.5 -65504.0
            FP32 | [0.1, 3.4028235e38]        | 0.10000000149011612 3.4028234663852886E38
            FP64 | [0.1, -1.7976931348623157e308] | 0.1 -1.7976931348623157E308
            FP64 | [null, NaN]                | NaN NaN
            FP32 | [null, -Infinity]          | NaN -Infinity
            FP32 | [16777217, 1e-60]          | 1.6777216E7 0.0
            """)
    void reads_floating_numbers_and_null_as_nan(Datatype datatype, String data, String expected) {
        Tensor tensor = input(datatype, data, "[1, 2]");
        assertThat(tensor.number(0) + " " + tensor.number(1)).isEqualTo(expected);
    }

    @Test
    void reads_texts() {
        assertThat(input(Datatype.BYTES, "[[\"a\\n\", \"ä😀\"]]", "[1, 2]").texts())
                .containsExactly("a\n", "ä😀");
    }

    @Test
    void reads_id_requested_outputs_and_skips_what_it_does_not_know() {
        InferenceRequest request = decode("classifier", """
                {"future": {"a": [1, {"b": 2}]}, "id": "r-1", "parameters": {"binary_data_output": true, "n": 1.5},
                 "outputs": [{"name": "probabilities", "parameters": {"binary_data": false}}, {"name": "scores"}],
                 "inputs": [{"name": "features", "shape": [1, 2], "datatype": "FP32", "parameters": {"a": "b"}, "data": [1, 2]}]}
                """);
        assertThat(request.id()).isEqualTo("r-1");
        assertThat(request.outputs()).containsExactly("probabilities", "scores");
        assertThat(request.input("features")).isNotNull();
        assertThat(request.input("other")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UINT8  | [256, 0]                  | input 'x', row 0, element 0: is out of the range of UINT8
            INT64  | [0, 9223372036854775808]  | input 'x', row 0, element 1: is out of the range of INT64
            UINT64 | [0, -1]                   | input 'x', row 0, element 1: is out of the range of UINT64
            UINT64 | [0, 18446744073709551616] | input 'x', row 0, element 1: is out of the range of UINT64
            INT32  | [1.5, 0]                  | input 'x', row 0, element 0: must be a whole number for INT32
            INT32  | [null, 0]                 | input 'x', row 0, element 0: must be a whole number for INT32, but is null
            INT32  | [NaN, 0]                  | input 'x', row 0, element 0: must be a whole number for INT32
            FP32   | ["1", 0]                  | input 'x', row 0, element 0: must be a number for FP32, but is a text
            FP32   | [1e39, 0]                 | input 'x', row 0, element 0: is out of the range of FP32
            FP64   | [1e999, 0]                | input 'x', row 0, element 0: is out of the range of FP64
            FP16   | [65520, 0]                | input 'x', row 0, element 0: is out of the range of FP16
            FP32   | [true, 0]                 | input 'x', row 0, element 0: must be a number for FP32, but is a boolean
            BOOL   | [2, 0]                    | input 'x', row 0, element 0: must be true or false for BOOL, but is a number
            BYTES  | [1, 0]                    | input 'x', row 0, element 0: must be a text for BYTES, but is a number
            BYTES  | [null, "a"]               | input 'x', row 0, element 0: must be a text for BYTES, but is null
            FP32   | [1, {}]                   | input 'x': data must hold values and lists, but holds an object
            FP32   | [1]                       | input 'x': data has 1 elements, but the shape [1, 2] has 2
            FP32   | [1, 2, 3]                 | input 'x': data has more elements than the 2 of its shape [1, 2]
            FP32   | [[1], [2]]                | input 'x': data is not nested as its shape [1, 2] says
            FP32   | [[1, 2], []]              | input 'x': data is not nested as its shape [1, 2] says
            FP32   | [[1], 2]                  | input 'x': data is not nested as its shape [1, 2] says
            FP32   | [1, [2]]                  | input 'x': data is not nested as its shape [1, 2] says
            FP32   | [[[1], [2]]]              | input 'x': data is nested deeper than the 2 dimensions of its shape
            FP32   | 5                         | input 'x'.data: must be a list, nested or flat
            """)
    void names_input_row_and_element_of_what_it_refuses(Datatype datatype, String data, String message) {
        assertThatThrownBy(() -> input(datatype, data, "[1, 2]"))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        refused -> assertThat(refused.category()).isEqualTo(Category.BAD_REQUEST))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [-1, 2]                        | input 'x'.shape: must be a list of whole numbers, 0 or more
            [9223372036854775808]          | input 'x'.shape: must be a list of whole numbers, 0 or more
            ["1", 2]                       | input 'x'.shape: must be a list of whole numbers, 0 or more
            4                              | input 'x'.shape: must be a list of whole numbers
            [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1] | input 'x'.shape: must have at most 16 dimensions
            [4611686018427387904, 4]       | input 'x': its shape has more elements than its data
            [1000000000000, 0, 3]          | input 'x': data has more elements than the 0 of its shape [1000000000000, 0, 3]
            [2000000000]                   | input 'x': its shape has more elements than its data
            """)
    void refuses_shapes_that_lie_before_it_allocates_anything(String shape, String message) {
        assertThatThrownBy(() -> input(Datatype.FP32, "[1, 2]", shape)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            []                        | the body must be a JSON object with the field 'inputs'
            {}                        | the field 'inputs' is missing; it must list {name, shape, datatype, data}
            {"inputs": {}}            | inputs: must be a list of objects
            {"inputs": [1]}           | inputs[0]: must be an object
            {"inputs": [{"shape":[1],"datatype":"FP32","data":[1]}]} | inputs[0].name: is missing
            {"inputs": [{"name":"x","shape":[1],"data":[1]}]}        | input 'x'.datatype: is missing
            {"inputs": [{"name":"x","datatype":"FP32","data":[1]}]}  | input 'x'.shape: is missing
            {"inputs": [{"name":"x","datatype":"FP32","shape":[1]}]} | input 'x'.data: is missing
            {"inputs": [{"name":"x","datatype":"fp32","shape":[1]}]} | input 'x'.datatype: must be one of BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FP16, FP32, FP64, BYTES
            {"inputs": [{"name":7}]}  | inputs[0].name: must be a text
            {"inputs": [{"name":"secret","datatype":"FP32","shape":[1],"data":[1]}]} | inputs: the model has no input of that name; it takes x
            {"inputs": [], "outputs": [{"name":"secret"}]} | outputs: the model has no output of that name; it gives y
            {"inputs": [], "outputs": [{}]} | outputs[0].name: must be a text
            {"inputs": [], "outputs": [{"name":"y"},{"name":"y"}]} | output 'y' is asked for twice
            {"inputs": [], "id": 5}   | id: must be a text
            {"inputs": [], "parameters": [1]} | parameters: must be an object
            {"inputs": [], "parameters": {"a": []}} | parameters: values must be texts, numbers or booleans
            {"inputs": []} {}         | the body goes on after its end; it must be one JSON object
            {"inputs": [], "inputs": []} | the body names a field twice in one object at line 1, column 24
            {"inputs": [secret]}      | the body is not valid JSON at line 1, column 13
            {"inputs": [{"name":"x","shape":[1],"datatype":"FP32","data":[1]},{"name":"x","shape":[1],"datatype":"FP32","data":[1]}]} | input 'x' is there twice
            """)
    void names_the_field_that_is_wrong_and_never_its_value(String body, String message) {
        assertThatThrownBy(() -> decode("identity_fp32", body))
                .isInstanceOfSatisfying(InferenceException.class, refused -> {
                    assertThat(refused.category()).isEqualTo(Category.BAD_REQUEST);
                    assertThat(refused).hasNoCause();
                })
                .hasMessage(message)
                .hasMessageNotContaining("secret");
    }

    @Test
    void refuses_batches_over_the_limit() {
        assertThatThrownBy(() -> input(Datatype.FP32, "[1,2,3,4,5,6,7,8]", "[4, 2]"))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        refused -> assertThat(refused.category()).isEqualTo(Category.TOO_LARGE))
                .hasMessage(
                        "input 'x' has 4 rows, but one request may have 3 (limits.max_batch); send them in several");
    }

    @Test
    void refuses_absurd_nesting_and_endless_numbers() {
        String deep = "{\"inputs\":" + "[".repeat(5000);
        String wide = "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[" + "1".repeat(5000)
                + "]}]}";
        assertThatThrownBy(() -> decode("identity_fp32", deep)).hasMessageContaining("must be an object");
        assertThatThrownBy(() -> decode("identity_fp32", "{\"a\":" + "[".repeat(5000)))
                .hasMessageStartingWith("the body is nested deeper");
        assertThatThrownBy(() -> decode("identity_fp32", wide)).hasMessageContaining("a number of more than");
    }

    @Test
    void says_what_it_does_not_support() {
        String binary = "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1,2],"
                + "\"parameters\":{\"binary_data_size\":8}}]}";
        String classes = "{\"inputs\":[],\"outputs\":[{\"name\":\"y\",\"parameters\":{\"classification\":3}}]}";
        for (String body : new String[] {binary, classes}) {
            assertThatThrownBy(() -> decode("identity_fp32", body))
                    .isInstanceOfSatisfying(
                            InferenceException.class,
                            refused -> assertThat(refused.category()).isEqualTo(Category.UNSUPPORTED))
                    .hasMessageContaining("not supported");
        }
    }

    @Test
    void decodes_a_range_of_characters_or_bytes() {
        String body = "{\"inputs\":[{\"data\":[[\"ä\",\"€\"]],\"name\":\"x\",\"datatype\":\"BYTES\",\"shape\":[1,2]}]}";
        RequestDecoder decoder = decoder("identity_bytes");
        char[] chars = ("ü]]" + body + "}}").toCharArray();
        byte[] bytes = TestModels.bytes("€]]" + body + "}}");

        assertThat(decoder.decode(chars, 3, body.length()).inputs().get(0).texts())
                .containsExactly("ä", "€");
        assertThat(decoder.decode(bytes, 5, TestModels.bytes(body).length)
                        .inputs()
                        .get(0)
                        .texts())
                .containsExactly("ä", "€");
    }
}
