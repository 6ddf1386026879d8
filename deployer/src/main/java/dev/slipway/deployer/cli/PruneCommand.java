package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.lease.Holder;
import dev.slipway.deployer.prune.Prune;
import dev.slipway.deployer.prune.PruneReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes old releases. */
@Command(
        name = "prune",
        description = "Delete old versions, and models that no version serves any more.",
        footer = {
            "",
            "Never deleted: what an alias or a rollout names, the newest releases, files younger than an hour.",
            "Example:",
            "  slipway prune penguins --keep 3 --dry-run"
        })
final class PruneCommand extends SlipwayCommand {
    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    String model = "";

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many of the newest releases stay in any case. Default: 5.")
    int keep;

    @Option(names = "--dry-run", description = "Say what would be deleted, and delete nothing.")
    boolean dryRun;

    @Override
    ExitCode run(CommandContext context) {
        if (keep < 1) {
            throw new SlipwayException(
                    ExitCode.USAGE, "--keep " + keep + " would keep no release", "keep one at least: --keep 1");
        }
        ModelStack stack = context.stack(model);
        Prune prune = new Prune(context.cloud(), stack, context.clock());
        PruneReport report = dryRun ? prune.plan(keep) : prune.run(keep, Holder.ofThisProcess("prune"));
        context.console().result(report, report::describe);
        return ExitCode.OK;
    }
}
