package dev.slipway.deployer.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The slipway command. */
@Command(
        name = "slipway",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        description = "Ships ONNX models to AWS Lambda, and their traffic from one version to the next.",
        subcommands = {
            DemoCommand.class,
            LocalCommand.class,
            BenchCommand.class,
            RolloutCommand.class,
            ShiftCommand.class,
            RollbackCommand.class,
            StatusCommand.class,
            PredictCommand.class,
            InvokeCommand.class,
            InitCommand.class,
            CheckCommand.class,
            EvaluateCommand.class,
            PlanCommand.class,
            PushCommand.class,
            ReleaseCommand.class,
            DeployCommand.class,
            CiCommand.class,
            HistoryCommand.class,
            DiffCommand.class,
            VerifyCommand.class,
            KeyCommand.class,
            PruneCommand.class
        })
public final class Slipway implements Runnable {
    private final Surroundings surroundings;
    private final CommandLine commandLine;

    Slipway(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.commandLine = new CommandLine(this);
        commandLine.setOut(new PrintWriter(surroundings.out(), true));
        commandLine.setErr(new PrintWriter(surroundings.err(), true));
        // @file is a request's data (as with curl), not a file of more arguments.
        commandLine.setExpandAtFiles(false);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExpandAtFiles(false); // predict's --data @FILE is a request, not more options
        commandLine.setParameterExceptionHandler(ErrorReport::usage);
        commandLine.setExecutionExceptionHandler(ErrorReport::execution);
        Overview.applyTo(commandLine);
    }

    public static void main(String[] args) {
        Interruption interruption = Interruption.ofThisThread();
        int code = new Slipway(Surroundings.ofProcess()).execute(args);
        interruption.over();
        System.exit(code);
    }

    /** Runs one command line and returns its exit code. */
    int execute(String... args) {
        return commandLine.execute(args);
    }

    /** Without a command: the overview. */
    @Override
    public void run() {
        commandLine.usage(commandLine.getOut());
    }

    static Surroundings surroundings(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("a command runs below " + Slipway.class + " only");
        }
        return ((Slipway) spec.root().userObject()).surroundings;
    }
}
