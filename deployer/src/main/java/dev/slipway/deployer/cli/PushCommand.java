package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.bundle.Bundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Uploads a bundle. */
@Command(
        name = "push",
        description = "Checks and evaluates a bundle, and uploads those of its files that are missing.",
        footer = {"", "Example:", "  slipway push models/penguins-v1"})
final class PushCommand extends BundleCommand {
    @Mixin
    SigningOptions signing = new SigningOptions();

    @Override
    ExitCode run(CommandContext context) {
        Bundle bundle = bundle(context);
        report(context, steps(context, signing.of(context)).push(bundle), "pushed", "./slipway release " + folder);
        return ExitCode.OK;
    }
}
