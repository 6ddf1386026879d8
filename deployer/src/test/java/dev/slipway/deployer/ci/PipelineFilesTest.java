package dev.slipway.deployer.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a pipeline's files. */
class PipelineFilesTest {
    private static final PipelineSettings SETTINGS =
            new PipelineSettings(List.of("models/churn", "models/fraud"), "prod", "trunk", "git.example.com");

    @ParameterizedTest
    @EnumSource
    void every_word_is_filled_in_and_no_key_is_stored(Forge forge) {
        Map<String, String> files = PipelineFiles.of(forge, SETTINGS);

        assertThat(files).containsKeys("ci/slipway-ci", "ci/ci-role.yaml");
        assertThat(files.values())
                .allSatisfy(content -> assertThat(content)
                        .endsWith("\n")
                        .doesNotContainPattern("@[A-Z_]+@")
                        .doesNotContain("AWS_SECRET_ACCESS_KEY", "aws-secret-access-key", "secrets."));
        assertThat(String.join("\n", files.values()))
                .contains("SLIPWAY_BUNDLES: models/churn models/fraud", "SLIPWAY_ENV: prod", "trunk");
    }

    @Test
    void github_roles_are_for_one_repository_and_one_branch() {
        String role = role(Forge.GITHUB);

        assertThat(role)
                .contains("token.actions.githubusercontent.com:aud: sts.amazonaws.com")
                .contains("sub: !Sub repo:${Repository}:pull_request\n")
                .contains("sub: !Sub repo:${Repository}:ref:refs/heads/${Branch}\n")
                .contains("Default: \"trunk\"");
    }

    @Test
    void gitlab_roles_are_for_one_project_of_one_host() {
        assertThat(role(Forge.GITLAB))
                .contains("\"git.example.com:sub\": !Sub project_path:${Project}:ref_type:branch:ref:${Branch}\n")
                .contains("\"git.example.com:aud\": https://git.example.com\n");
    }

    @Test
    void codebuild_roles_are_for_one_project_each_and_need_no_provider() {
        assertThat(role(Forge.CODEBUILD))
                .contains("project/${PlanProject}", "project/${DeployProject}")
                .doesNotContain("OIDCProvider", "MakesProvider");
    }

    @Test
    void github_actions_are_pinned_to_commits() {
        String workflow = PipelineFiles.of(Forge.GITHUB, SETTINGS).getOrDefault(".github/workflows/slipway.yml", "");

        assertThat(workflow.lines().filter(line -> line.contains("uses:")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches(".*uses: [\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"models/a b", "../elsewhere", "/etc", "models/$(id)", "models/a\nb", "models/a;b", "-rf", ""})
    void a_bundle_that_a_shell_could_take_for_something_else_is_refused(String bundle) {
        assertThatThrownBy(() -> new PipelineSettings(List.of(bundle), "aws", "main", "gitlab.com"))
                .isInstanceOfSatisfying(
                        SlipwayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("the bundle '" + bundle + "'");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThatThrownBy(() -> new PipelineSettings(List.of(), "a b", "${{x}}", "example.com/x"))
                .isInstanceOf(SlipwayException.class)
                .hasMessageContaining("- no bundle")
                .hasMessageContaining("the environment 'a b'")
                .hasMessageContaining("the branch '${{x}}'")
                .hasMessageContaining("the host 'example.com/x'");
    }

    @Test
    void sam_is_asked_to_ask_nobody() {
        assertThat(SamArguments.of(
                        "slipway-churn",
                        java.nio.file.Path.of("template.yaml"),
                        new java.util.TreeMap<>(Map.of("ModelName", "churn", "Auth", "iam")),
                        java.util.Optional.of("eu-central-1")))
                .containsSequence("--stack-name", "slipway-churn")
                .contains("--no-confirm-changeset", "--no-fail-on-empty-changeset")
                .containsSequence("--region", "eu-central-1", "--parameter-overrides", "Auth=iam", "ModelName=churn");
    }

    private static String role(Forge forge) {
        return PipelineFiles.of(forge, SETTINGS).getOrDefault("ci/ci-role.yaml", "");
    }
}
