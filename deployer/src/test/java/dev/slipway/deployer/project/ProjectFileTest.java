package dev.slipway.deployer.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployer.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFileTest {
    @TempDir
    Path root;

    @Test
    void without_a_file_the_defaults_hold() {
        ProjectFile file = ProjectFile.read(root);

        assertThat(file.environment(file.defaultEnvironment()).embedded()).isTrue();
        assertThat(file.environment("aws").embedded()).isFalse();
        assertThat(file.stack("penguins")).isEqualTo("slipway-penguins");
        assertThat(file.rollout("penguins")).isEmpty();
    }

    @Test
    void reads_all_that_a_file_can_say() throws IOException {
        ProjectFile file = read("""
                default_environment: aws
                environments:
                  aws: {region: eu-west-1, profile: team, endpoint_url: "http://localhost:1"}
                models:
                  penguins: {stack: birds, rollout: AllAtOnce}
                rollout: Canary10Percent5Minutes
                """);

        Environment aws = file.environment("aws");
        assertThat(file.defaultEnvironment()).isEqualTo("aws");
        assertThat(aws.region()).contains("eu-west-1");
        assertThat(aws.profile()).contains("team");
        assertThat(aws.endpoint()).contains("http://localhost:1");
        assertThat(file.stack("penguins")).isEqualTo("birds");
        assertThat(file.rollout("penguins")).contains("AllAtOnce");
        assertThat(file.rollout("other")).contains("Canary10Percent5Minutes");
    }

    @Test
    void every_fault_is_told_at_once() {
        assertThatThrownBy(() -> read("""
                        default_environment: moon
                        environments: {aws: {regoin: eu-west-1, embedded: perhaps}}
                        models: [penguins]
                        """))
                .isInstanceOf(SlipwayException.class)
                .hasMessageContaining("4 faults")
                .hasMessageContaining("default_environment: there is no environment moon")
                .hasMessageContaining("environments.aws.regoin: unknown; known are embedded, region")
                .hasMessageContaining("environments.aws.embedded: expected true or false, found perhaps")
                .hasMessageContaining("models: expected a map, found [penguins]");
    }

    private ProjectFile read(String yaml) throws IOException {
        Files.writeString(root.resolve(ProjectFile.NAME), yaml);
        return ProjectFile.read(root);
    }
}
