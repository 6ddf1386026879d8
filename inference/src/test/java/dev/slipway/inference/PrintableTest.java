package dev.slipway.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void what_moves_a_cursor_or_forges_a_line_is_spelled_out() {
        assertThat(Printable.line("\u001b[2Jx\u0007\u009b\r\t")).isEqualTo("\\u001b[2Jx\\u0007\\u009b\\u000d\\u0009");
        assertThat(Printable.line("a\nnext:  b")).isEqualTo("a\\nnext:  b");
        assertThat(Printable.line("a\u202egpj.exe\u200b\u2028")).isEqualTo("a\\u202egpj.exe\\u200b\\u2028");
        assertThat(Printable.line("\ud800")).isEqualTo("\\ud800");
    }

    @Test
    void words_of_any_script_stay() {
        assertThat(Printable.line("épouse Größe 企鹅 🐧 100 %")).isEqualTo("épouse Größe 企鹅 🐧 100 %");
    }

    @Test
    void lines_stay_lines_where_they_are_wanted() {
        assertThat(Printable.lines("one\r\n  -\t\u001b[0mtwo")).isEqualTo("one\n  -\t\\u001b[0mtwo");
    }

    @Test
    void a_long_line_is_cut() {
        assertThat(Printable.line("x".repeat(5000))).hasSize(1001).endsWith("x…");
    }
}
