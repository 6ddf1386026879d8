package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.check.CheckBundle;
import dev.slipway.deployer.check.CheckedBundle;
import dev.slipway.deployer.evaluate.EvaluateBundle;
import dev.slipway.deployer.evaluate.EvaluationReport;
import picocli.CommandLine.Command;

/** Evaluates a bundle without uploading anything. */
@Command(
        name = "evaluate",
        description = "Measures a bundle's model on its evaluation set against its threshold.",
        footer = {"", "Example:", "  slipway evaluate models/penguins-v2", "", "Exit code 6: below the threshold."})
final class EvaluateCommand extends BundleCommand {
    @Override
    ExitCode run(CommandContext context) {
        CheckedBundle checked = CheckBundle.check(bundle(context));
        EvaluationReport report = EvaluateBundle.evaluate(checked)
                .orElseThrow(() -> new SlipwayException(
                        ExitCode.USAGE,
                        checked.bundle().folder() + " describes no evaluation",
                        "add evaluate with data, target, metric and threshold to " + Bundle.DESCRIPTION));
        context.console().result(report, () -> text(checked, report));
        EvaluateBundle.require(checked, report);
        return ExitCode.OK;
    }

    private static String text(CheckedBundle checked, EvaluationReport report) {
        String summary = checked.bundle().model() + ": " + report.summary();
        return report.confusion().isEmpty() ? summary : summary + System.lineSeparator() + report.table();
    }
}
