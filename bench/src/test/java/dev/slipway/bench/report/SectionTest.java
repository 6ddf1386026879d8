package dev.slipway.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SectionTest {
    @Test
    void is_a_table_of_even_columns_under_its_title() {
        assertThat(new Section("Start", "How.", List.of("a", "goal"), List.of(List.of("1.0 ms", "x"))).markdown())
                .isEqualTo("""
                        ## Start

                        How.

                        | a      | goal |
                        | ------ | ---- |
                        | 1.0 ms | x    |
                        """);
    }

    @Test
    void refuses_a_row_of_another_width() {
        assertThatThrownBy(() -> new Section("Start", "How.", List.of("a"), List.of(List.of("1", "2"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'Start' has 1 columns, not 2: [1, 2]");
    }
}
