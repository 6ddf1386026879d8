package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.bundle.Bundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The whole way. */
@Command(
        name = "deploy",
        description = "Checks, evaluates, pushes and releases a bundle, and rolls it out.",
        footer = {
            "",
            "Examples:",
            "  slipway deploy models/penguins-v1",
            "  slipway deploy models/penguins-v2 --env aws --output json",
            "",
            "The same command again finds what is done and does the rest.",
            "Exit codes: 5 rolled back, 6 refused by a check, 7 another deployer is at it."
        })
final class DeployCommand extends BundleCommand {
    @Mixin
    SigningOptions signing = new SigningOptions();

    @Override
    ExitCode run(CommandContext context) {
        Bundle bundle = bundle(context);
        report(
                context,
                steps(context, signing.of(context)).deploy(bundle),
                "deployed",
                "./slipway predict " + bundle.model());
        return ExitCode.OK;
    }
}
