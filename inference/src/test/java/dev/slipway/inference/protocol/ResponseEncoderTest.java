package dev.slipway.inference.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.inference.TestModels;
import dev.slipway.inference.pipeline.ServingModel;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseEncoderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            BOOL   | true,false
            UINT8  | 0,255
            UINT16 | 0,65535
            UINT32 | 0,4294967295
            UINT64 | 0,18446744073709551615
            INT8   | -128,127
            INT16  | -32768,32767
            INT32  | -2147483648,2147483647
            INT64  | -9223372036854775808,9223372036854775807
            FP16   | 0.5,null
            FP32   | 0.1,null
            FP64   | 0.1,1.7976931348623157E308
            BYTES  | "ä\\n","😀"
            """)
    void every_datatype_comes_back_as_it_went_in(String datatype, String data) {
        try (ServingModel model =
                TestModels.open("identity_" + datatype.toLowerCase(Locale.ROOT), TestModels.NO_TRANSFORM)) {
            String body = "{\"id\":\"a\",\"inputs\":[{\"name\":\"x\",\"datatype\":\"" + datatype
                    + "\",\"shape\":[1,2],\"data\":[" + data + "]}]}";
            assertThat(TestModels.predict(model, body))
                    .isEqualTo(
                            "{\"model_name\":\"tiny\",\"model_version\":\"7\",\"id\":\"a\",\"outputs\":[{\"name\":\"y\","
                                    + "\"datatype\":\"" + datatype + "\",\"shape\":[1,2],\"data\":[" + data + "]}]}");
        }
    }

    @Test
    void infinities_are_null_and_an_id_is_made_where_none_came() {
        try (ServingModel model = TestModels.open("identity_fp32", TestModels.NO_TRANSFORM)) {
            String body =
                    "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[Infinity,3.4e38]}]}";
            assertThat(TestModels.predict(model, body)).contains("\"data\":[null,3.4E38]", "\"id\":\"made-up\"");
        }
    }

    @Test
    void sends_only_the_outputs_that_were_asked_for_in_their_order() {
        try (ServingModel model = TestModels.open("classifier", TestModels.NO_TRANSFORM)) {
            String inputs = "\"inputs\":[{\"name\":\"features\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[1,2]}]";
            assertThat(TestModels.predict(
                            model, "{" + inputs + ",\"outputs\":[{\"name\":\"probabilities\"},{\"name\":\"scores\"}]}"))
                    .containsSubsequence("probabilities", "scores");
            assertThat(TestModels.predict(model, "{" + inputs + ",\"outputs\":[{\"name\":\"scores\"}]}"))
                    .contains("\"data\":[1.0,2.0,-1.0]")
                    .doesNotContain("probabilities");
        }
    }

    @Test
    void describes_the_model_to_clients() {
        var manifest = TestModels.manifest("classifier", TestModels.NO_TRANSFORM);
        assertThat(new String(ModelMetadata.of(manifest, java.util.List.of("7")).encode()))
                .isEqualTo(
                        "{\"inputs\":[{\"datatype\":\"FP32\",\"name\":\"features\",\"shape\":[-1,2]}],\"name\":\"tiny\","
                                + "\"outputs\":[{\"datatype\":\"FP32\",\"name\":\"scores\",\"shape\":[-1,3]},"
                                + "{\"datatype\":\"FP32\",\"name\":\"probabilities\",\"shape\":[-1,3]}],"
                                + "\"platform\":\"onnx_onnxv1\",\"versions\":[\"7\"]}");
        assertThat(new String(StateBodies.ready(true))).isEqualTo("{\"live\":true,\"ready\":true}");
    }
}
