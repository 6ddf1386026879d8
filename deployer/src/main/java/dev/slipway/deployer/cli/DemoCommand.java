package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.demo.Demo;
import dev.slipway.deployer.demo.DemoProject;
import dev.slipway.deployer.demo.DemoReport;
import dev.slipway.deployer.local.LocalCloud;
import dev.slipway.deployer.project.EmbeddedCloudFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the main job, from a model file to a rollback, in under a minute. */
@Command(name = "demo", description = "See it all: release, canary under load, automatic rollback.")
final class DemoCommand extends SlipwayCommand {
    @Option(names = "--keep", description = "Leave the embedded cloud running, to try more.")
    boolean keep;

    @Override
    ExitCode run(CommandContext context) throws InterruptedException {
        Path home = context.project().home();
        Path root = context.project().root().resolve(".slipway/demo");
        Surroundings own = Slipway.surroundings(spec).in(root);
        LocalCloud cloud = new LocalCloud(home, home, root.resolve(".slipway/local"));
        DemoReport report = new Demo(
                        new DemoProject(root, home),
                        cloud,
                        arguments -> new Slipway(own).execute(arguments),
                        own.clouds(),
                        context.console())
                .run(keep);
        context.console().say("");
        context.console().result(report, report::describe);
        Optional<EmbeddedCloudFile> running = cloud.running();
        running.ifPresent(file -> kept(context, file, root));
        return ExitCode.OK;
    }

    private static void kept(CommandContext context, EmbeddedCloudFile file, Path root) {
        String project = " --project " + root;
        context.console().say("\nstill running\n  endpoint  " + file.endpoint() + "\n  api       " + file.api());
        context.console().say("try");
        for (String next : new String[] {
            "status penguins", "history penguins", "rollback penguins", "shift penguins live 2=25", "local down"
        }) {
            context.console().say("  ./slipway " + next + project);
        }
    }
}
