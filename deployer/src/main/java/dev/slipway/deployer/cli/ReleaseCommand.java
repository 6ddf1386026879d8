package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.bundle.Bundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Publishes a bundle as a version that takes no traffic yet. */
@Command(
        name = "release",
        description = "Pushes a bundle and publishes it as a tested version behind candidate.",
        footer = {"", "Example:", "  slipway release models/penguins-v2", "  slipway invoke penguins candidate"})
final class ReleaseCommand extends BundleCommand {
    @Mixin
    SigningOptions signing = new SigningOptions();

    @Override
    ExitCode run(CommandContext context) {
        Bundle bundle = bundle(context);
        report(
                context,
                steps(context, signing.of(context)).release(bundle),
                "released",
                "./slipway rollout " + bundle.model());
        return ExitCode.OK;
    }
}
