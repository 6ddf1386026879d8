package dev.slipway.inference.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.inference.TestModels;
import dev.slipway.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random requests: whatever the order of the fields, the nesting and the white space, the same tensors come out. */
class DecoderOrderTest {
    private static final int REQUESTS = 2000;

    private final Random random = new Random(20261124);
    private final RequestDecoder decoder =
            new RequestDecoder(TestModels.manifest("assembled", "{\"limits\": {\"max_batch\": 100000}}"));

    @Test
    void order_nesting_and_white_space_do_not_matter() {
        for (int i = 0; i < REQUESTS; i++) {
            int rows = random.nextInt(7);
            float[] features = new float[rows * 6];
            long[] codes = new long[rows];
            for (int k = 0; k < features.length; k++) {
                features[k] = (float) random.nextGaussian() * (float) Math.pow(10, random.nextInt(30) - 15);
            }
            for (int k = 0; k < rows; k++) {
                codes[k] = random.nextLong();
            }
            String body = body(rows, features, codes);
            byte[] utf8 = TestModels.bytes(body);
            try (InferenceRequest fromBytes = decoder.decode(utf8);
                    InferenceRequest fromChars = decoder.decode(body.toCharArray(), 0, body.length())) {
                check(fromBytes, features, codes, body);
                check(fromChars, features, codes, body);
            }
        }
    }

    private static void check(InferenceRequest request, float[] features, long[] codes, String body) {
        for (Tensor tensor : request.inputs()) {
            for (int k = 0; k < tensor.elements(); k++) {
                if (tensor.name().equals("codes")) {
                    assertThat(tensor.integer(k)).as(body).isEqualTo(codes[k]);
                } else {
                    assertThat((float) tensor.number(k)).as(body).isEqualTo(features[k]);
                }
            }
        }
        assertThat(request.inputs())
                .extracting(Tensor::elements)
                .containsExactlyInAnyOrder(features.length, codes.length);
        assertThat(request.id()).isEqualTo("i");
    }

    private String body(int rows, float[] features, long[] codes) {
        List<String> flatFeatures = new ArrayList<>();
        for (float value : features) {
            flatFeatures.add(Float.toString(value));
        }
        List<String> flatCodes = new ArrayList<>();
        for (long value : codes) {
            flatCodes.add(Long.toString(value));
        }
        List<String> inputs = new ArrayList<>(List.of(
                tensor("features", "FP32", rows, 6, flatFeatures), tensor("codes", "INT64", rows, 1, flatCodes)));
        Collections.shuffle(inputs, random);
        return object("\"inputs\":[" + String.join(",", inputs) + "]", "\"id\":\"i\"", "\"unknown\":[[{\"ü\":[]}]]");
    }

    private String tensor(String name, String datatype, int rows, int columns, List<String> elements) {
        String data = random.nextBoolean() ? String.join("," + space(), elements) : nested(rows, columns, elements);
        return object(
                "\"name\":" + space() + "\"" + name + "\"",
                "\"datatype\":\"" + datatype + "\"",
                "\"shape\":[" + rows + "," + columns + "]",
                "\"data\"" + space() + ":" + space() + "[" + space() + data + "]");
    }

    private String nested(int rows, int columns, List<String> elements) {
        List<String> nested = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            nested.add("[" + String.join(",", elements.subList(row * columns, (row + 1) * columns)) + space() + "]");
        }
        return String.join("," + space(), nested);
    }

    private String object(String... fields) {
        List<String> shuffled = new ArrayList<>(List.of(fields));
        Collections.shuffle(shuffled, random);
        return "{" + space() + String.join("," + space(), shuffled) + space() + "}";
    }

    private String space() {
        return " \n\t".repeat(2).substring(0, random.nextInt(4));
    }
}
