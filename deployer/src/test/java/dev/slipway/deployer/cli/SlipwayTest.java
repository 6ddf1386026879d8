package dev.slipway.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.deployer.cloud.InMemoryCloud;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Command lines, as a process would run them. */
class SlipwayTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void alone_it_prints_the_commands_by_purpose() {
        assertThat(run()).isZero();
        assertThat(out()).contains("Make a bundle:", "Ship it:", "Move traffic:", "deploy", "history");
    }

    @Test
    void an_unknown_option_is_a_usage_error() {
        assertThat(run("deploy", "--colour", "blue", "models/penguins-v1")).isEqualTo(2);
        assertThat(err()).contains("--colour").contains("see ./slipway deploy --help");
    }

    @Test
    void a_folder_that_is_no_bundle_is_named() {
        assertThat(run("check", "nowhere")).isEqualTo(2);
        assertThat(err()).contains("nowhere is not a folder").contains("./slipway init model.onnx");
    }

    @Test
    void an_error_is_json_when_the_output_is() throws IOException {
        assertThat(run("check", "nowhere", "--output", "json")).isEqualTo(2);

        assertThat(out()).isEmpty();
        assertThat(new ObjectMapper().readTree(err()).path("exit").asInt()).isEqualTo(2);
        assertThat(new ObjectMapper().readTree(err()).path("next").asText()).contains("init");
    }

    @Test
    void an_embedded_cloud_that_is_not_running_is_told_with_what_to_run() throws IOException {
        Files.writeString(folder.resolve("slipway.yaml"), "default_environment: local\n");

        assertThat(run("history", "penguins")).isEqualTo(1);
        assertThat(err())
                .contains("is not running")
                .contains("./slipway local up")
                .doesNotContain("\tat ");
    }

    @Test
    void init_makes_a_bundle_that_checks() {
        String model =
                Path.of("..", "models", "digits", "model.onnx").toAbsolutePath().toString();

        assertThat(run("init", model, "--name", "own", "--dir", "own"))
                .as(err())
                .isZero();
        assertThat(run("check", "own")).as(err()).isZero();

        assertThat(out()).contains("made the bundle").contains("own can be served");
    }

    @Test
    void markdown_is_written_by_plan_alone() {
        assertThat(run("history", "penguins", "--output", "markdown")).isEqualTo(2);
        assertThat(err()).contains("this command writes no Markdown").contains("slipway plan");
    }

    @Test
    void a_plan_ends_with_3_when_there_is_something_to_do() throws IOException {
        Files.writeString(folder.resolve("slipway.yaml"), "default_environment: aws\n");
        String bundle = Path.of("..", "models", "penguins-v1").toAbsolutePath().toString();

        assertThat(run("plan", bundle, "--output", "json")).as(err()).isEqualTo(3);

        assertThat(new ObjectMapper().readTree(out()).path("changes").asBoolean())
                .isTrue();
    }

    @Test
    void ci_init_finds_the_bundles_of_a_project_and_writes_once() throws IOException {
        copy("penguins-v1", "models/penguins");
        copy("digits", "models/digits");

        assertThat(run("ci", "init", "github")).as(err()).isZero();
        assertThat(run("ci", "init", "github")).as(err()).isZero();

        assertThat(out()).contains("wrote ci/slipway-ci", "nothing to do: the pipeline for github is there already");
        assertThat(folder.resolve(".github/workflows/slipway.yml"))
                .content()
                .contains("SLIPWAY_BUNDLES: models/digits models/penguins");
    }

    @Test
    void ci_init_asks_which_of_two_bundles_of_one_model_it_shall_ship() throws IOException {
        copy("penguins-v1", "models/one");
        copy("penguins-v2", "models/two");

        assertThat(run("ci", "init", "gitlab")).isEqualTo(2);

        assertThat(err()).contains("the model penguins has several bundles: models/one, models/two");
        assertThat(folder.resolve(".gitlab-ci.yml")).doesNotExist();
    }

    private void copy(String bundle, String to) throws IOException {
        Files.createDirectories(folder.resolve(to));
        try (Stream<Path> files = Files.list(Path.of("..", "models", bundle))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(to).resolve(file.getFileName()));
            }
        }
    }

    private int run(String... arguments) {
        return new Slipway(new Surroundings(
                        Map.of(),
                        folder,
                        folder,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        Clock.systemUTC(),
                        access -> new InMemoryCloud("f")))
                .execute(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
