package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.rollout.ModelStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows where a model's traffic goes. */
@Command(name = "status", description = "Aliases, weights, versions, and the rollout.")
final class StatusCommand extends SlipwayCommand {
    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    String model = "";

    @Override
    ExitCode run(CommandContext context) {
        ModelStack stack = context.stack(model);
        ModelStatus status = ModelStatus.read(context.cloud(), stack, context.api(stack), context.clock());
        context.console().result(status, status::describe);
        return ExitCode.OK;
    }
}
