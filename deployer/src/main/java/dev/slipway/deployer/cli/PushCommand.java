package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.bundle.Bundle;
import picocli.CommandLine.Command;

/** Uploads a bundle. */
@Command(
        name = "push",
        description = "Checks and evaluates a bundle, and uploads those of its files that are missing.",
        footer = {"", "Example:", "  slipway push models/penguins-v1"})
final class PushCommand extends BundleCommand {
    @Override
    ExitCode run(CommandContext context) {
        Bundle bundle = bundle(context);
        report(context, steps(context).push(bundle), "pushed", "./slipway release " + folder);
        return ExitCode.OK;
    }
}
