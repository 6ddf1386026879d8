package dev.slipway.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void gives_the_smallest_sample_that_covers_the_quantile() {
        var samples = new Samples(
                LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000_000).toArray());

        assertThat(samples.medianMillis()).isEqualTo(50);
        assertThat(samples.millis(0.99)).isEqualTo(99);
        assertThat(samples.millis(1)).isEqualTo(100);
        assertThat(samples.millis(0)).isEqualTo(1);
    }

    @Test
    void there_is_no_figure_without_a_measurement() {
        assertThatThrownBy(() -> new Samples(new long[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no samples: nothing was measured");
    }
}
