package dev.slipway.function.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLogTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final JsonLog log = new JsonLog(
            new PrintStream(out, true, UTF_8), Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

    @Test
    void writes_one_object_a_line() {
        log.info("r-1", "model\nloaded", Map.of("bytes", 7L));

        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"timestamp\":\"2026-01-01T00:00:00Z\",\"level\":\"INFO\",\"requestId\":\"r-1\","
                        + "\"message\":\"model\\nloaded\",\"bytes\":7}\n");
    }

    @Test
    void names_an_exceptions_types_and_frames_but_not_what_it_says() {
        log.error(null, "failed", Map.of(), new IllegalStateException("SECRET", new RuntimeException("SECRET")));

        assertThat(out.toString(UTF_8))
                .contains("\"level\":\"ERROR\"")
                .contains("\"exceptions\":[\"java.lang.IllegalStateException\",\"java.lang.RuntimeException\"]")
                .contains("JsonLogTest.names_an_exceptions_types_and_frames")
                .doesNotContain("SECRET");
    }
}
