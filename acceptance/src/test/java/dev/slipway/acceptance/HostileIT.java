package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hostile.poison.Poison;
import dev.slipway.hostile.poison.Poisons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One poison of each kind through the packaged command: it lives, says why, and leaves the cloud as it was. */
class HostileIT {
    private static final int REFUSED = 6;

    @TempDir
    static Path project;

    @TempDir
    Path folder;

    private static EmbeddedCloud cloud;

    @BeforeAll
    static void start() {
        cloud = EmbeddedCloud.up(project, "AllAtOnce");
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sparse-3-gb-behind-a-graph",
                "hard-link-for-weights",
                "fifo-for-the-description",
                "symlink-for-the-evaluation",
                "weights-behind-an-escape",
                "weights-in-the-folder-above",
                "length-of-2-to-the-63",
                "functions-that-call-each-other",
                "input-named-by-an-escape-sequence",
                "golden-case-named-by-an-escape-sequence",
                "constant-of-shape-of-4-gb",
                "doubling-60-times",
                "loop-without-end"
            })
    void a_poison_model_is_refused_by_the_packaged_command_and_nothing_is_uploaded(String name) throws IOException {
        Poison poison = Poisons.named(name);
        Path bundle = folder.resolve("bundle");
        poison.write(bundle);
        List<Path> before = stored();

        Slipway.Outcome deploy = cloud.slipway().run("deploy", bundle.toString());

        assertThat(deploy.exit()).as(deploy.toString()).isEqualTo(REFUSED);
        assertThat(deploy.stderr())
                .contains(poison.words())
                .contains("\nnext:  ")
                .doesNotContain("\tat ", "\u001b", "\nnext:  curl");
        assertThat(stored()).isEqualTo(before);
    }

    /** Every object in the embedded cloud's buckets. */
    private static List<Path> stored() throws IOException {
        try (Stream<Path> files = Files.walk(cloud.state())) {
            return files.filter(file ->
                            file.toString().contains("blobs") || file.toString().contains("manifests"))
                    .sorted()
                    .toList();
        }
    }
}
