package dev.slipway.hostile.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fuzz target on its committed corpus: the seeds, and whatever was once a finding; each also cut short anywhere. */
class FuzzTargetsTest {
    private static final Path SOURCES = Path.of("src", "test", "java");
    private static final Path CORPUS = Path.of("src", "test", "corpus");

    static List<Path> targets() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith("Fuzz.java"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void throws_nothing_but_what_it_documents(Path source) throws Exception {
        String name = SOURCES.relativize(source).toString().replace(".java", "").replace('/', '.');
        Method target = Class.forName(name).getMethod("fuzzerTestOneInput", byte[].class);
        List<Path> corpus = corpus(name.substring(name.lastIndexOf('.') + 1));

        assertThat(corpus).isNotEmpty();
        for (Path entry : corpus) {
            byte[] bytes = Files.readAllBytes(entry);
            for (int length = bytes.length; length >= 0; length--) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatCode(() -> call(target, cut))
                        .as(entry + " cut to " + length)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void there_is_a_target_for_each_parser_of_what_others_write() throws IOException {
        assertThat(targets()).hasSizeGreaterThanOrEqualTo(14);
    }

    private static List<Path> corpus(String target) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(target))) {
            return files.sorted().toList();
        }
    }

    private static void call(Method target, byte[] bytes) throws Throwable {
        try {
            target.invoke(null, bytes);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
