package dev.slipway.deployer.ci;

import java.util.LinkedHashMap;
import java.util.Map;

/** The CI systems that a pipeline can be written for. */
public enum Forge {
    GITHUB(Map.of("github.yml", ".github/workflows/slipway.yml")) {
        @Override
        Map<String, String> words(PipelineSettings settings) {
            return Map.of(
                    "OVERRIDES", "Repository=OWNER/NAME Branch=" + settings.branch(),
                    "PLAN_ROLE_IS", VARIABLE + "SLIPWAY_PLAN_ROLE",
                    "DEPLOY_ROLE_IS", VARIABLE + "SLIPWAY_DEPLOY_ROLE");
        }
    },
    GITLAB(Map.of("gitlab.yml", ".gitlab-ci.yml")) {
        @Override
        Map<String, String> words(PipelineSettings settings) {
            return Map.of(
                    "OVERRIDES", "Project=GROUP/NAME Branch=" + settings.branch(),
                    "PLAN_ROLE_IS", VARIABLE + "SLIPWAY_PLAN_ROLE",
                    "DEPLOY_ROLE_IS", VARIABLE + "SLIPWAY_DEPLOY_ROLE");
        }
    },
    CODEBUILD(
            Map.of("buildspec-plan.yml", "ci/buildspec-plan.yml", "buildspec-deploy.yml", "ci/buildspec-deploy.yml")) {
        @Override
        Map<String, String> words(PipelineSettings settings) {
            return Map.of(
                    "OVERRIDES", "PlanProject=slipway-plan DeployProject=slipway-deploy",
                    "PLAN_ROLE_IS", "Service role of the project that builds pull requests",
                    "DEPLOY_ROLE_IS", "Service role of the project that deploys");
        }
    };

    private static final String VARIABLE = "The pipeline's variable ";

    private final Map<String, String> own;

    Forge(Map<String, String> own) {
        this.own = own;
    }

    /** The name on the command line. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Each template with the path, below the project, of the file that it becomes. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>(new java.util.TreeMap<>(own));
        files.put("slipway-ci", "ci/slipway-ci");
        files.put("ci-role.yaml", "ci/ci-role.yaml");
        return files;
    }

    /** True when its jobs prove who they are by a token of an OpenID provider. */
    boolean oidc() {
        return this != CODEBUILD;
    }

    /** What stands in the templates for this CI system alone. */
    abstract Map<String, String> words(PipelineSettings settings);
}
