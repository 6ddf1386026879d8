package dev.slipway.inference.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.TestModels;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.Tensor;
import dev.slipway.inference.tensor.TensorMemory;
import dev.slipway.inference.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxModelTest {
    @ParameterizedTest
    @EnumSource(value = Datatype.class, mode = EnumSource.Mode.EXCLUDE, names = "BYTES")
    void gives_back_every_bit_of_every_datatype(Datatype datatype) {
        ByteBuffer data = random(datatype, 6, TensorMemory.direct());
        try (OnnxModel model =
                OnnxModel.load(TestModels.path("identity_" + datatype.name().toLowerCase(Locale.ROOT)))) {
            Tensor output = model.run(List.of(Tensor.of("x", datatype, new long[] {3, 2}, data)))
                    .get(0);

            assertThat(output.describe()).isEqualTo(datatype + " [3, 2]");
            assertThat(output.data().slice()).isEqualTo(data.slice());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Datatype.class, mode = EnumSource.Mode.EXCLUDE, names = "BYTES")
    void takes_memory_on_the_heap_and_no_rows_at_all(Datatype datatype) {
        try (OnnxModel model =
                OnnxModel.load(TestModels.path("identity_" + datatype.name().toLowerCase(Locale.ROOT)))) {
            ByteBuffer heap = random(datatype, 2, TensorMemory.heap());
            Tensor one = model.run(List.of(Tensor.of("x", datatype, new long[] {1, 2}, heap)))
                    .get(0);
            ByteBuffer nothing = TensorMemory.direct().take(0);
            Tensor none = model.run(List.of(Tensor.of("x", datatype, new long[] {0, 2}, nothing)))
                    .get(0);

            assertThat(one.data().slice()).isEqualTo(heap.slice());
            assertThat(none.describe()).isEqualTo(datatype + " [0, 2]");
        }
    }

    @Test
    void gives_back_texts() {
        try (OnnxModel model = OnnxModel.load(TestModels.path("identity_bytes"))) {
            String[] texts = {"", "a", "ä€😀", "line\nbreak"};
            Tensor output = model.run(List.of(Tensor.ofTexts("x", new long[] {2, 2}, texts)))
                    .get(0);

            assertThat(output.texts()).containsExactly(texts);
            assertThat(output.shape()).containsExactly(2, 2);
        }
    }

    @Test
    void knows_the_signature_of_the_graph() {
        try (OnnxModel model = OnnxModel.load(TestModels.path("assembled"))) {
            assertThat(model.inputs())
                    .containsExactly(
                            new TensorSpec("features", Datatype.FP32, List.of(-1L, 6L)),
                            new TensorSpec("codes", Datatype.INT64, List.of(-1L, 1L)));
            assertThat(model.outputs()).extracting(TensorSpec::name).containsExactly("out", "codes_out");
        }
    }

    @Test
    void names_every_input_that_does_not_fit_and_what_was_expected() {
        try (OnnxModel model = OnnxModel.load(TestModels.path("assembled"))) {
            Tensor doubles = Tensor.ofDoubles("features", new long[] {1, 6}, 1, 2, 3, 4, 5, 6);
            Tensor stranger = Tensor.ofLongs("kodes", new long[] {1, 1}, 1);

            assertThatThrownBy(() -> model.run(List.of(doubles, stranger)))
                    .isInstanceOfSatisfying(InferenceException.class, refused -> {
                        assertThat(refused.category()).isEqualTo(Category.BAD_REQUEST);
                        assertThat(refused.problems())
                                .containsExactly(
                                        "input 'features' is FP64 [1, 6]; expected FP32 [-1, 6]",
                                        "input 'codes' is missing; expected INT64 [-1, 1]",
                                        "input 'kodes' is not known; the model takes features, codes");
                    });
        }
    }

    @Test
    void refuses_a_shape_that_the_graph_does_not_take() {
        try (OnnxModel model = OnnxModel.load(TestModels.path("image"))) {
            Tensor batch = Tensor.ofFloats("pixels", new long[] {2, 1, 2, 2}, new float[8]);
            assertThatThrownBy(() -> model.run(List.of(batch)))
                    .hasMessage("the inputs do not fit the model: "
                            + "input 'pixels' is FP32 [2, 1, 2, 2]; expected FP32 [1, 1, 2, 2]");
        }
    }

    @Test
    void runs_graphs_of_scalars_and_of_shapes_left_open() {
        try (OnnxModel scalar = OnnxModel.load(TestModels.path("scalar"));
                OnnxModel open = OnnxModel.load(TestModels.path("open_shape"))) {
            Tensor five =
                    scalar.run(List.of(Tensor.ofFloats("x", new long[0], 5))).get(0);
            Tensor cube = open.run(List.of(Tensor.ofFloats("x", new long[] {1, 2, 1}, 5, 6)))
                    .get(0);

            assertThat(five.describe()).isEqualTo("FP32 []");
            assertThat(five.number(0)).isEqualTo(5);
            assertThat(cube.describe()).isEqualTo("FP32 [1, 2, 1]");
        }
    }

    @Test
    void a_failing_node_is_the_models_fault_and_its_message_holds_nothing_of_the_request() {
        try (OnnxModel model = OnnxModel.load(TestModels.path("gather"))) {
            assertThatThrownBy(() -> model.run(List.of(Tensor.ofLongs("index", new long[] {2}, 1, 48151623))))
                    .isInstanceOfSatisfying(InferenceException.class, failed -> {
                        assertThat(failed.category()).isEqualTo(Category.MODEL);
                        assertThat(failed).hasNoCause();
                    })
                    .hasMessageStartingWith("the model failed on these inputs in its Gather node 'lookup'")
                    .hasMessageNotContaining("48151623");
            Tensor next = model.run(List.of(Tensor.ofLongs("index", new long[] {1}, 3)))
                    .get(0);
            assertThat(next.number(0)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void serves_many_threads_at_once(int computing) throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try (OnnxModel model = OnnxModel.load(TestModels.path("identity_uint32"), computing)) {
            var runs = threads.invokeAll(IntStream.range(0, 400)
                    .mapToObj(i -> (java.util.concurrent.Callable<Boolean>) () -> {
                        ByteBuffer data =
                                TensorMemory.direct().take(8).putInt(0, i).putInt(4, -i);
                        Tensor output = model.run(List.of(Tensor.of("x", Datatype.UINT32, new long[] {1, 2}, data)))
                                .get(0);
                        return output.data().slice().equals(data.slice());
                    })
                    .toList());
            for (var run : runs) {
                assertThat(run.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void finds_external_data_beside_the_graph() {
        try (OnnxModel model = OnnxModel.load(TestModels.path("external"))) {
            Tensor sum = model.run(List.of(Tensor.ofFloats("x", new long[] {1, 600}, new float[600])))
                    .get(0);
            assertThat(sum.number(599)).isEqualTo(599);
        }
    }

    private static ByteBuffer random(Datatype datatype, int elements, TensorMemory memory) {
        ByteBuffer data = memory.take(elements * datatype.size());
        byte[] bytes = new byte[data.capacity()];
        new Random(17).nextBytes(bytes);
        for (int i = 0; datatype == Datatype.BOOL && i < bytes.length; i++) {
            bytes[i] &= 1;
        }
        return data.put(0, bytes);
    }
}
