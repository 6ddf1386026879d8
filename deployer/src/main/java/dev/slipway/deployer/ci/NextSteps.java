package dev.slipway.deployer.ci;

import java.util.List;

/** What is left to a person after a pipeline was written. */
public final class NextSteps {
    private NextSteps() {}

    public static List<String> of(Forge forge, PipelineSettings settings) {
        String overrides = forge.words(settings).getOrDefault("OVERRIDES", "");
        String variables = switch (forge) {
            case GITHUB -> "set the repository's variables that .github/workflows/slipway.yml lists at its top";
            case GITLAB -> "set the project's CI/CD variables that .gitlab-ci.yml lists at its top";
            case CODEBUILD ->
                "make the two CodeBuild projects that ci/buildspec-plan.yml and ci/buildspec-deploy.yml describe at their top";
        };
        return List.of(
                "commit slipway.yaml with the environment " + settings.environment()
                        + ": its region, and your parameters of template.yaml",
                "make the roles, as an administrator: aws cloudformation deploy --stack-name slipway-ci"
                        + " --template-file ci/ci-role.yaml --capabilities CAPABILITY_NAMED_IAM --parameter-overrides "
                        + overrides,
                "put a release archive of slipway where runners can fetch it: SLIPWAY_URL is its address,"
                        + " SLIPWAY_SHA256 its line of SHA256SUMS",
                variables + ", from the outputs of the stack slipway-ci",
                "protect the branch " + settings.branch() + ", then open a pull request;"
                        + " docs/ci.md tells what it will do");
    }
}
