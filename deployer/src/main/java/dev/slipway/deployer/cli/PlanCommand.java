package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.plan.DeployPlan;
import dev.slipway.deployer.plan.PlanMarkdown;
import dev.slipway.deployer.plan.PlanText;
import picocli.CommandLine.Command;

/** What a deploy would do. */
@Command(
        name = "plan",
        description = "Shows what deploy would do with a bundle, and changes nothing.",
        footer = {
            "",
            "Examples:",
            "  slipway plan models/penguins-v2",
            "  slipway plan models/penguins-v2 --env aws --output markdown",
            "",
            "--output markdown writes the comment for a pull request.",
            "Exit codes: 0 nothing to do, 3 something to do, 6 the bundle is refused."
        })
final class PlanCommand extends BundleCommand {
    @Override
    boolean writesMarkdown() {
        return true;
    }

    @Override
    ExitCode run(CommandContext context) {
        DeployPlan plan = steps(context).plan(bundle(context));
        boolean markdown = options.output == GlobalOptions.Output.markdown;
        context.console().result(plan, () -> markdown ? PlanMarkdown.of(plan) : PlanText.of(plan));
        return plan.changes() ? ExitCode.CHANGES : ExitCode.OK;
    }
}
