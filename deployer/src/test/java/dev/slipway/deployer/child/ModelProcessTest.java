package dev.slipway.deployer.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real child processes that end in every way. */
class ModelProcessTest {
    private static final Path MODEL = Path.of("model.onnx");
    private static final Duration PLENTY = Duration.ofSeconds(60);

    /** In the child: ends as its argument says. */
    static final class Ending {
        private Ending() {}

        public static void main(String[] arguments) throws InterruptedException, IOException {
            switch (arguments[0]) {
                case "well" -> System.out.print("{\"fine\":true}");
                case "refused" -> {
                    System.out.print("{\"error\":\"it is a pickle\"}");
                    System.exit(6);
                }
                case "environment" ->
                    System.out.print(String.join("\n", System.getenv().keySet()));
                case "litter" -> {
                    Path folder = Path.of("").toAbsolutePath();
                    Files.createFile(Files.createTempDirectory("unpacked").resolve("library.so"));
                    Files.writeString(Path.of(arguments[1]), folder.toString());
                    Runtime.getRuntime().halt(137);
                }
                case "flood" -> {
                    byte[] words = "\u001b[2J it says the same for ever \n"
                            .repeat(10_000)
                            .getBytes(StandardCharsets.UTF_8);
                    for (int i = 0; i < 10_000; i++) {
                        System.err.write(words);
                    }
                    Runtime.getRuntime().halt(1);
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

    @Test
    void a_child_learns_nothing_of_its_deployers_environment() {
        assertThat(new String(run("environment", PLENTY), StandardCharsets.UTF_8).lines())
                .contains("CLASSPATH")
                .isSubsetOf(
                        "CLASSPATH",
                        "HOME",
                        "PATH",
                        "LANG",
                        "LC_ALL",
                        "LC_CTYPE",
                        "TZ",
                        "LD_LIBRARY_PATH",
                        "PWD",
                        "OLDPWD",
                        "SHLVL",
                        "_");
    }

    @Test
    void a_child_that_was_stopped_leaves_no_file_behind(@TempDir Path elsewhere) throws IOException {
        Path told = elsewhere.resolve("told");

        assertRefused(() -> run(PLENTY, "litter", told.toString()), "with a kill (SIGKILL), as for want of memory");

        assertThat(Path.of(Files.readString(told))).doesNotExist();
    }

    @Test
    void a_child_that_prints_without_end_fills_neither_disk_nor_terminal() {
        assertRefused(() -> run("flood", PLENTY), "\\u001b[2J it says the same for ever");
    }

    @Test
    void the_seconds_of_a_slow_machine_are_read_from_the_environment() {
        assertThat(ChildLimits.patience(Map.of())).isEqualTo(Duration.ofSeconds(10));
        assertThat(ChildLimits.patience(Map.of("SLIPWAY_CHILD_SECONDS", "60"))).isEqualTo(Duration.ofSeconds(60));
        assertThatThrownBy(() -> ChildLimits.patience(Map.of("SLIPWAY_CHILD_SECONDS", "for ever")))
                .isInstanceOfSatisfying(
                        SlipwayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage("SLIPWAY_CHILD_SECONDS is no number of seconds from 1 to 3600");
    }

    private static void assertRefused(ThrowingCallable run, String message) {
        assertThatThrownBy(run)
                .isInstanceOfSatisfying(
                        SlipwayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.REFUSED))
                .hasMessageContaining(message);
    }

    private static byte[] run(String ending, Duration time) {
        return run(time, ending);
    }

    private static byte[] run(Duration time, String... arguments) {
        return new ModelProcess(Ending.class.getName(), new ChildLimits(64, 2048, time))
                .run("opening", MODEL, List.of(arguments));
    }
}
