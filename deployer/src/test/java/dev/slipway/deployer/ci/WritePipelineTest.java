package dev.slipway.deployer.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are written whole or not at all, and never over somebody's work. */
class WritePipelineTest {
    private static final Map<String, String> FILES = Map.of("a/one.yml", "one: 1\n", "run", "#!/bin/sh\n");

    @TempDir
    Path root;

    @Test
    void it_writes_what_is_missing_and_the_same_again_is_nothing() throws IOException {
        assertThat(new WritePipeline(root).write(FILES, false)).containsExactlyInAnyOrder("a/one.yml", "run");
        assertThat(new WritePipeline(root).write(FILES, false)).isEmpty();

        assertThat(root.resolve("a/one.yml")).hasContent("one: 1\n");
        assertThat(Files.isExecutable(root.resolve("run"))).isTrue();
    }

    @Test
    void a_file_of_another_content_stops_it_before_anything_is_written() throws IOException {
        Files.writeString(root.resolve("run"), "mine");

        assertThatThrownBy(() -> new WritePipeline(root).write(FILES, false))
                .isInstanceOfSatisfying(SlipwayException.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
                    assertThat(e.next()).contains("--force");
                })
                .hasMessageContaining("nothing was written")
                .hasMessageContaining("- run");
        assertThat(root.resolve("a")).doesNotExist();
        assertThat(root.resolve("run")).hasContent("mine");
    }

    @Test
    void by_force_it_replaces_them() throws IOException {
        Files.writeString(root.resolve("run"), "mine");

        assertThat(new WritePipeline(root).write(FILES, true)).contains("run");
        assertThat(root.resolve("run")).hasContent("#!/bin/sh\n");
    }
}
