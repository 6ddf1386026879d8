package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.lease.Holder;
import dev.slipway.deployer.rollout.Rollback;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives the traffic back to the release before. */
@Command(name = "rollback", description = "Give live's traffic back to an older release, at once.")
final class RollbackCommand extends SlipwayCommand {
    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    String model = "";

    @Option(names = "--to", paramLabel = "VERSION", description = "The version. Default: the one before.")
    @Nullable
    String to;

    @Override
    ExitCode run(CommandContext context) {
        Rollback.Result result = new Rollback(context.cloud(), context.stack(model), context.clock())
                .run(Optional.ofNullable(to), Holder.ofThisProcess("rollback"));
        context.console()
                .result(
                        result,
                        () -> result.moved()
                                ? result.alias() + " of " + model + ": version " + result.to()
                                        + " has all traffic again (it was "
                                        + result.from().describe() + ")"
                                : "nothing to do: version " + result.to() + " has all traffic of " + result.alias());
        return ExitCode.OK;
    }
}
