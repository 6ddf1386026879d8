package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command: its options are fields, its work is {@link #run}. */
@Command(mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true)
abstract class SlipwayCommand implements Callable<Integer> {
    @Mixin
    GlobalOptions options = new GlobalOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    /** Does the work; throws {@link dev.slipway.deployer.SlipwayException} for every failure it can name. */
    abstract ExitCode run(CommandContext context) throws Exception;

    /** Whether {@code --output markdown} is understood here. */
    boolean writesMarkdown() {
        return false;
    }

    @Override
    public final Integer call() throws Exception {
        if (options.output == GlobalOptions.Output.markdown && !writesMarkdown()) {
            throw new SlipwayException(
                    ExitCode.USAGE,
                    "this command writes no Markdown",
                    "use --output text or json; slipway plan writes Markdown");
        }
        Surroundings surroundings = Slipway.surroundings(spec);
        TerminalConsole console = new TerminalConsole(
                surroundings.out(),
                surroundings.err(),
                options.output == GlobalOptions.Output.json,
                surroundings.terminal());
        try (CommandContext context = new CommandContext(options, surroundings, console)) {
            return run(context).code();
        }
    }
}
