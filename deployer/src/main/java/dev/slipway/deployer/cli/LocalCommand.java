package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.local.LocalCloud;
import dev.slipway.deployer.project.EmbeddedCloudFile;
import dev.slipway.deployer.project.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The embedded cloud of a project: up, down, status. */
@Command(
        name = "local",
        description = "The embedded cloud: up, down, status.",
        subcommands = {LocalCommand.Up.class, LocalCommand.Down.class, LocalCommand.Status.class})
final class LocalCommand extends SlipwayCommand {

    @Override
    ExitCode run(CommandContext context) {
        return show(context);
    }

    static LocalCloud of(Project project) {
        Path template = project.template().toAbsolutePath().getParent();
        return new LocalCloud(project.home(), template == null ? project.root() : template, project.localState());
    }

    private static ExitCode show(CommandContext context) {
        Optional<EmbeddedCloudFile> running = of(context.project()).running();
        context.console()
                .result(
                        running.<Object>map(file -> file).orElse(Map.of("running", false)),
                        () -> running.map(LocalCommand::describe)
                                .orElse("not running; start it with ./slipway local up --detach"));
        return ExitCode.OK;
    }

    private static String describe(EmbeddedCloudFile file) {
        return "endpoint  " + file.endpoint() + "\napi       " + file.api() + "\npid       " + file.pid()
                + "\nstarted   " + file.started() + "\nfor the AWS CLI and SDKs:\n  export AWS_ENDPOINT_URL="
                + file.endpoint() + " AWS_DEFAULT_REGION=us-east-1\n  export AWS_SHARED_CREDENTIALS_FILE="
                + file.credentials();
    }

    /** Starts it. */
    @Command(name = "up", description = "Start the embedded cloud, and return when it answers.")
    static final class Up extends SlipwayCommand {
        private static final long WATCH_MILLIS = 200;

        @Option(names = "--detach", description = "Leave it running, and give the terminal back.")
        boolean detach;

        @Option(names = "--port", paramLabel = "N", description = "Where to listen; 0 takes a free port. Default: 0.")
        int port;

        @Option(
                names = "--jwks",
                paramLabel = "ISSUER=URL|FILE",
                description =
                        "Where a token issuer's keys are, if it cannot be reached; remembered. May be given again.")
        List<String> jwks = List.of();

        @Override
        ExitCode run(CommandContext context) throws InterruptedException {
            LocalCloud cloud = of(context.project());
            boolean there = cloud.running().isPresent();
            EmbeddedCloudFile up = cloud.up(port, detach, jwks);
            if (there && !jwks.isEmpty()) {
                throw new SlipwayException(
                        ExitCode.FAILED,
                        "the embedded cloud runs already, and reads --jwks at its start only",
                        "stop it first: ./slipway local down");
            }
            context.console().result(up, () -> describe(up));
            if (!detach && !there) {
                stay(context, cloud, up);
            }
            return ExitCode.OK;
        }

        private static void stay(CommandContext context, LocalCloud cloud, EmbeddedCloudFile up)
                throws InterruptedException {
            context.console().say("running until Ctrl-C");
            try {
                while (cloud.running().isPresent()) {
                    Thread.sleep(WATCH_MILLIS);
                }
            } finally {
                cloud.down();
            }
        }
    }

    /** Stops it. */
    @Command(name = "down", description = "Stop the embedded cloud; its state stays.")
    static final class Down extends SlipwayCommand {
        @Override
        ExitCode run(CommandContext context) throws InterruptedException {
            boolean stopped = of(context.project()).down();
            context.console()
                    .result(
                            Map.of("stopped", stopped),
                            () -> stopped ? "stopped" : "nothing to do: it was not running");
            return ExitCode.OK;
        }
    }

    /** Shows it. */
    @Command(name = "status", description = "Whether it runs, and where it listens.")
    static final class Status extends SlipwayCommand {
        @Override
        ExitCode run(CommandContext context) {
            return show(context);
        }
    }
}
