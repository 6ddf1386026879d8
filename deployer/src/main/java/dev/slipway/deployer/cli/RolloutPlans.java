package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.project.ProjectFile;
import dev.slipway.deployer.rollout.plan.Plan;
import dev.slipway.deployer.rollout.plan.PlanReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The plan of a rollout: the command line's, else the model's, else the project's, else the usual one. */
final class RolloutPlans {
    private RolloutPlans() {}

    static Plan choose(@Nullable String option, ProjectFile file, String model) {
        Optional<Object> tree = option != null ? Optional.of(parse(option)) : file.rollout(model);
        return tree.map(written -> read(written, option != null ? "--plan" : "rollout"))
                .orElse(Plan.DEFAULT);
    }

    private static Object parse(String option) {
        try {
            return new Load(LoadSettings.builder().setLabel("--plan").build()).loadFromString(option);
        } catch (YamlEngineException | IllegalArgumentException e) { // the latter for a tag with a space in it
            throw new SlipwayException(
                    ExitCode.USAGE,
                    "--plan is not YAML: " + e.getMessage(),
                    "write a name such as AllAtOnce, or {steps: [10, 50], bake: 60s}",
                    e);
        }
    }

    private static Plan read(Object tree, String path) {
        PlanReader.Reading reading = PlanReader.read(tree, path);
        return reading.plan()
                .orElseThrow(() -> new SlipwayException(
                        ExitCode.USAGE,
                        "the rollout's plan has " + reading.problems().size() + " fault(s):\n  - "
                                + String.join("\n  - ", reading.problems()),
                        "correct " + (path.equals("--plan") ? "the option" : ProjectFile.NAME)));
    }
}
