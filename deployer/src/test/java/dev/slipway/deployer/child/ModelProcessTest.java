package dev.slipway.deployer.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Real child processes that end in every way. */
class ModelProcessTest {
    private static final Path MODEL = Path.of("model.onnx");
    private static final Duration PLENTY = Duration.ofSeconds(60);

    /** In the child: ends as its argument says. */
    static final class Ending {
        private Ending() {}

        public static void main(String[] arguments) throws InterruptedException {
            switch (arguments[0]) {
                case "well" -> System.out.print("{\"fine\":true}");
                case "refused" -> {
                    System.out.print("{\"error\":\"it is a pickle\"}");
                    System.exit(6);
                }
                case "abort" -> Runtime.getRuntime().halt(134);
                case "hang" -> new CountDownLatch(1).await();
                case "memory" -> System.out.print(new long[Integer.MAX_VALUE / 2].length);
                default -> throw new IllegalArgumentException("unheard of");
            }
        }
    }

    @Test
    void returns_what_the_child_printed() {
        assertThat(new String(run("well", PLENTY), StandardCharsets.UTF_8)).isEqualTo("{\"fine\":true}");
    }

    @Test
    void a_refusal_is_told_in_the_childs_words() {
        assertRefused(() -> run("refused", PLENTY), "the model model.onnx is refused: it is a pickle");
    }

    @Test
    void a_crash_is_a_verdict_on_the_model() {
        assertRefused(
                () -> run("abort", PLENTY),
                "the model model.onnx is refused: opening it crashed ONNX Runtime with an abort (SIGABRT)");
    }

    @Test
    void a_child_that_does_not_end_is_stopped() {
        assertRefused(() -> run("hang", Duration.ofSeconds(2)), "did not end within 2 s, the child was stopped");
    }

    @Test
    void a_child_that_takes_too_much_memory_is_stopped() {
        assertRefused(() -> run("memory", PLENTY), "took more memory than the");
    }

    private static void assertRefused(ThrowingCallable run, String message) {
        assertThatThrownBy(run)
                .isInstanceOfSatisfying(
                        SlipwayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.REFUSED))
                .hasMessageContaining(message);
    }

    private static byte[] run(String ending, Duration time) {
        return new ModelProcess(Ending.class.getName(), new ChildLimits(64, 6000, time))
                .run("opening", MODEL, List.of(ending));
    }
}
