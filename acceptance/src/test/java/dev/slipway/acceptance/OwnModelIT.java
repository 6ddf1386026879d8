package dev.slipway.acceptance;

import static dev.slipway.acceptance.BackendName.AWS;
import static dev.slipway.acceptance.BackendName.EMBEDDED;
import static dev.slipway.acceptance.BackendName.LOCALSTACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's five minutes: from a bare .onnx to an answer, and back. */
@VerifiedOn({EMBEDDED, LOCALSTACK})
class OwnModelIT {
    @TempDir
    Path project;

    @Test
    void a_bare_onnx_file_becomes_a_release_that_answers(BackendName on, @TempDir Path bundles) {
        try (Backend cloud = on.open(project, "own", "AllAtOnce")) {
            String model = Slipway.home().resolve("models/digits/model.onnx").toString();
            Path bundle = bundles.resolve("own");

            for (String[] command : new String[][] {
                {"init", model, "--name", "own", "--dir", bundle.toString()},
                {"check", bundle.toString()},
                {"deploy", bundle.toString()}
            }) {
                Slipway.Outcome outcome = cloud.slipway().run(command);
                assertThat(outcome.exit()).as(outcome.toString()).isZero();
            }
            assertThat(bundle.resolve("model.yaml")).isRegularFile();
            assertThat(bundle.resolve("golden.json")).isRegularFile();
            assertThat(cloud.get("/v2/models/own").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @NotOn(backend = LOCALSTACK, because = "no cloud takes part: once is enough")
    @NotOn(backend = AWS, because = "no cloud takes part: once is enough")
    void init_overwrites_nothing() throws Exception {
        Files.writeString(project.resolve("slipway.yaml"), "default_environment: local\n");
        Path bundle = Files.createDirectories(project.resolve("mine"));
        Files.writeString(bundle.resolve("model.yaml"), "name: mine\n");

        Slipway.Outcome init = new Slipway(project)
                .run(
                        "init",
                        Slipway.home().resolve("models/digits/model.onnx").toString(),
                        "--name",
                        "mine",
                        "--dir",
                        bundle.toString());

        assertThat(init.exit()).as(init.toString()).isNotZero();
        assertThat(init.stderr()).contains("model.yaml");
        assertThat(bundle.resolve("model.yaml")).hasContent("name: mine");
    }
}
