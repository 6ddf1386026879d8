package dev.slipway.inference.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.inference.manifest.Postprocessing;
import dev.slipway.inference.manifest.Postprocessing.Classify;
import dev.slipway.inference.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassifierTest {
    private static List<Tensor> classify(boolean softmax, Tensor scores, String... labels) {
        return Postprocessor.of(new Classify("scores", softmax, List.of(labels)))
                .apply(List.of(scores));
    }

    @Test
    void names_the_most_probable_class_of_each_row_and_the_first_of_equals() {
        Tensor scores = Tensor.ofFloats("scores", new long[] {2, 3}, 0.2f, 0.5f, 0.3f, 0.4f, 0.2f, 0.4f);
        List<Tensor> answer = classify(false, scores, "a", "b", "c");

        assertThat(answer)
                .extracting(Tensor::toString)
                .containsExactly("label: BYTES [2]", "probability: FP32 [2]", "probabilities: FP32 [2, 3]");
        assertThat(answer.get(0).texts()).containsExactly("b", "a");
        assertThat(answer.get(1).number(0)).isEqualTo(0.5);
        assertThat(answer.get(2).number(5)).isEqualTo(0.4f);
    }

    @Test
    void softmax_holds_for_scores_of_any_size() {
        List<Tensor> answer =
                classify(true, Tensor.ofDoubles("scores", new long[] {2, 2}, 1000, 1000, -5000, 5000), "a", "b");
        assertThat(answer.get(2).number(0)).isEqualTo(0.5);
        assertThat(answer.get(2).number(3)).isEqualTo(1);
        assertThat(answer.get(0).texts()).containsExactly("a", "b");
    }

    @Test
    void one_column_is_the_probability_of_the_second_label() {
        List<Tensor> plain = classify(false, Tensor.ofFloats("scores", new long[] {2}, 0.75f, 0.25f), "no", "yes");
        List<Tensor> logits = classify(true, Tensor.ofFloats("scores", new long[] {1, 1}, 0), "no", "yes");
        assertThat(plain.get(0).texts()).containsExactly("yes", "no");
        assertThat(plain.get(1).number(1)).isEqualTo(0.75);
        assertThat(logits.get(2).number(1)).isEqualTo(0.5);
    }

    @Test
    void a_row_of_no_numbers_has_no_label() {
        List<Tensor> answer =
                classify(true, Tensor.ofFloats("scores", new long[] {1, 2}, Float.NaN, Float.NaN), "a", "b");
        assertThat(answer.get(0).texts()).containsOnlyNulls();
    }

    @Test
    void a_graph_that_gives_another_number_of_classes_is_named() {
        assertThatThrownBy(() -> classify(false, Tensor.ofFloats("scores", new long[] {1, 3}, 1, 2, 3), "a", "b"))
                .hasMessage("output 'scores' is FP32 [1, 3], but model.yaml names 2 labels");
        assertThatThrownBy(() -> classify(false, Tensor.ofFloats("logits", new long[] {1, 2}, 1, 2), "a", "b"))
                .hasMessage("the graph gave no output 'scores'");
    }

    @Test
    void without_postprocessing_outputs_go_out_as_they_are() {
        List<Tensor> outputs = List.of(Tensor.ofFloats("y", new long[] {1}, 1));
        assertThat(Postprocessor.of(new Postprocessing.Identity()).apply(outputs))
                .isSameAs(outputs);
    }
}
