package dev.slipway.inference.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void half_precision_survives_the_way_there_and_back() {
        for (int bits = 0; bits <= 0xFFFF; bits++) {
            float value = HalfPrecision.toFloat((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(HalfPrecision.fromFloat(value)).isEqualTo((short) bits);
            }
        }
        assertThat(HalfPrecision.toFloat(HalfPrecision.fromFloat(Float.NaN))).isNaN();
    }

    @Test
    void half_precision_rounds_to_the_nearest_even() {
        assertThat(HalfPrecision.toFloat(HalfPrecision.fromFloat(2049))).isEqualTo(2048);
        assertThat(HalfPrecision.toFloat(HalfPrecision.fromFloat(2051))).isEqualTo(2052);
        assertThat(HalfPrecision.toFloat(HalfPrecision.fromFloat(65519))).isEqualTo(65504);
        assertThat(HalfPrecision.toFloat(HalfPrecision.fromFloat(65520))).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(HalfPrecision.toFloat(HalfPrecision.fromFloat(-0x1p-24f))).isEqualTo(-0x1p-24f);
        assertThat(HalfPrecision.toFloat(HalfPrecision.fromFloat(0x1p-26f))).isZero();
    }

    @Test
    void counts_elements_without_overflow() {
        assertThat(Shapes.elements(new long[] {})).isEqualTo(1);
        assertThat(Shapes.elements(new long[] {3, 0, Long.MAX_VALUE})).isZero();
        assertThat(Shapes.elements(new long[] {1L << 32, 1L << 32, 2})).isEqualTo(Long.MAX_VALUE);
        assertThat(Shapes.elements(new long[] {1L << 62, 4})).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void reads_uint64_as_the_number_it_is() {
        Tensor tensor = Tensor.of(
                "x",
                Datatype.UINT64,
                new long[] {1},
                TensorMemory.heap().take(8).putLong(0, -1));
        assertThat(tensor.number(0)).isEqualTo(0x1p64);
    }

    @Test
    void refuses_fewer_elements_than_its_shape_has() {
        assertThatThrownBy(() -> Tensor.ofFloats("x", new long[] {2, 2}, 1, 2, 3))
                .hasMessage("tensor 'x' of shape [2, 2] has 4 elements, but 3 were given");
    }

    @Test
    void a_spec_accepts_the_same_rank_and_sizes() {
        TensorSpec spec = new TensorSpec("x", Datatype.FP32, List.of(-1L, 3L));
        assertThat(spec.accepts(new long[] {7, 3})).isTrue();
        assertThat(spec.accepts(new long[] {7, 4})).isFalse();
        assertThat(spec.accepts(new long[] {3})).isFalse();
    }
}
