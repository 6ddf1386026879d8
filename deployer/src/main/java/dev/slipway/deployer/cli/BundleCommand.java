package dev.slipway.deployer.cli;

import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.deploy.DeploySteps;
import dev.slipway.deployer.deploy.Outcome;
import dev.slipway.deployer.deploy.Workshop;
import dev.slipway.deployer.project.Environment;
import dev.slipway.deployer.rollout.Pause;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** A command that begins with a bundle. */
abstract class BundleCommand extends SlipwayCommand {
    @Parameters(paramLabel = "BUNDLE", description = "The bundle's folder, such as models/penguins-v1.")
    Path folder = Path.of(".");

    final Bundle bundle(CommandContext context) {
        return Bundle.read(context.folder().resolve(folder));
    }

    /** The steps, which sign nothing. */
    static DeploySteps steps(CommandContext context) {
        return steps(context, context.environment());
    }

    static DeploySteps steps(CommandContext context, Environment environment) {
        return new DeploySteps(new Workshop(
                context.project(), environment, context.cloud(), context.console(), context.clock(), Pause.sleeping()));
    }

    /** Says how a push, release or deploy ended. */
    static void report(CommandContext context, Outcome outcome, String done, String next) {
        context.console().result(outcome, () -> {
            String what = outcome.model() + " " + outcome.digest().substring(0, 12)
                    + outcome.version().map(version -> ", version " + version).orElse("");
            return outcome.changed()
                    ? done + ": " + what + System.lineSeparator() + "next:  " + next
                    : "nothing to do: " + what + " is there already";
        });
    }
}
