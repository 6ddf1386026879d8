package dev.slipway.deployer.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployer.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    void what_stands_in_the_wrong_place_is_not_repeated() {
        for (String wrong : new String[] {
            "environments: {aws: {region: {password: secret4711}}}",
            "environments: {local: {embedded: secret4711}}",
            "environments: [secret4711]",
            "a: b: secret4711",
            "password: 'secret4711",
            "\tsecret4711"
        }) {
            assertThatThrownBy(() -> read(wrong))
                    .as(wrong)
                    .isInstanceOf(SlipwayException.class)
                    .hasNoCause()
                    .hasMessageContaining("slipway.yaml")
                    .message()
                    .doesNotContain("secret4711");
        }
    }

    @Test
    void a_model_s_parameters_stand_above_its_environment_s_and_locally_everybody_may_call() throws IOException {
        ProjectFile file = read("""
                environments:
                  aws: {parameters: {Auth: iam, MemorySize: 2048, JwtAudience: [one, two]}}
                models:
                  penguins: {parameters: {MemorySize: 512, SetApiLogsRole: true}}
                """);

        assertThat(file.parameters(file.environment("aws"), "penguins"))
                .containsOnly(
                        Map.entry("ModelName", "penguins"),
                        Map.entry("Auth", "iam"),
                        Map.entry("MemorySize", "512"),
                        Map.entry("JwtAudience", "one,two"),
                        Map.entry("SetApiLogsRole", "true"));
        assertThat(file.parameters(file.environment("local"), "digits"))
                .containsOnly(Map.entry("ModelName", "digits"), Map.entry("Auth", "none"));
        assertThat(ProjectFile.defaults().parameters(Environment.AWS, "digits"))
                .containsOnly(Map.entry("ModelName", "digits"));
    }

    @Test
    void every_fault_of_parameters_is_told_with_its_path() {
        assertThatThrownBy(() -> read("""
                        environments: {local: {embedded: true, parameters: {ModelName: mine, "Max Size": 1}}}
                        models: {penguins: {parameters: {Auth: {kind: jwt}, Timeout: }}}
                        """))
                .isInstanceOf(SlipwayException.class)
                .hasMessageContaining("4 faults")
                .hasMessageContaining(
                        "environments.local.parameters.ModelName: is always the model that is deployed; leave it out")
                .hasMessageContaining("environments.local.parameters.Max Size: no name of a parameter")
                .hasMessageContaining(
                        "models.penguins.parameters.Auth: expected text, a number, true or false, or a list"
                                + " of those, found a map")
                .hasMessageContaining("models.penguins.parameters.Timeout: expected text");
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
                .hasMessageContaining("environments.aws.embedded: expected true or false, found text")
                .hasMessageContaining("models: expected a map, found a list");
    }

    private ProjectFile read(String yaml) throws IOException {
        Files.writeString(root.resolve(ProjectFile.NAME), yaml);
        return ProjectFile.read(root);
    }
}
