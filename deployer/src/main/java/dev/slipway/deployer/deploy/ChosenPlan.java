package dev.slipway.deployer.deploy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.project.ProjectFile;
import dev.slipway.deployer.rollout.plan.Plan;
import dev.slipway.deployer.rollout.plan.PlanReader;

/** The plan by which a model's traffic moves: slipway.yaml's, but all at once before the first release. */
final class ChosenPlan {
    /** Before the first release there is no stable version to compare with, nor traffic to protect. */
    private static final String FIRST = "AllAtOnce";

    private ChosenPlan() {}

    /** @param serves whether a release has the traffic already */
    static Plan of(ProjectFile file, String model, boolean serves) {
        Object tree = serves ? file.rollout(model).orElse(null) : FIRST;
        if (tree == null) {
            return Plan.DEFAULT;
        }
        PlanReader.Reading reading = PlanReader.read(tree, "rollout");
        return reading.plan()
                .orElseThrow(() -> new SlipwayException(
                        ExitCode.USAGE,
                        "the rollout's plan is refused:\n  - " + String.join("\n  - ", reading.problems()),
                        "correct it in slipway.yaml"));
    }
}
