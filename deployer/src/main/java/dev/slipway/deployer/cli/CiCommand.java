package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.ci.Forge;
import dev.slipway.deployer.ci.NextSteps;
import dev.slipway.deployer.ci.PipelineFiles;
import dev.slipway.deployer.ci.PipelineSettings;
import dev.slipway.deployer.ci.SamArguments;
import dev.slipway.deployer.ci.WritePipeline;
import dev.slipway.deployer.project.Environment;
import dev.slipway.deployer.project.ProjectFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A team's pipeline: writes it, and serves its steps. */
@Command(
        name = "ci",
        description = "A team's pipeline: init writes its files.",
        subcommands = {CiCommand.Init.class, CiCommand.Stack.class})
final class CiCommand extends SlipwayCommand {
    @Override
    ExitCode run(CommandContext context) {
        throw new SlipwayException(ExitCode.USAGE, "ci needs a command", "run ./slipway ci init github --help");
    }

    /** Writes a pipeline. */
    @Command(
            name = "init",
            description = "Writes a pipeline's files: pull requests are checked and planned, merges deployed.",
            footer = {
                "",
                "Examples:",
                "  slipway ci init github",
                "  slipway ci init gitlab models/churn models/fraud --branch trunk --env production",
                "",
                "A file of another content is never replaced without --force. The same command again changes nothing."
            })
    static final class Init extends SlipwayCommand {
        @Parameters(index = "0", paramLabel = "github|gitlab|codebuild", description = "The CI system.")
        Forge forge = Forge.GITHUB;

        @Parameters(
                index = "1..*",
                arity = "0..*",
                paramLabel = "BUNDLE",
                description = "The bundles to ship, relative to the project. Default: each folder below models.")
        List<String> bundles = new ArrayList<>();

        @Option(names = "--dir", paramLabel = "DIR", description = "The repository's root. Default: the project's.")
        @Nullable
        Path directory;

        @Option(names = "--branch", paramLabel = "NAME", description = "The branch that deploys. Default: main.")
        String branch = "main";

        @Option(names = "--host", paramLabel = "HOST", description = "GitLab's host. Default: gitlab.com.")
        String host = "gitlab.com";

        @Option(names = "--force", description = "Replace files of another content.")
        boolean force;

        /** The result. */
        record Report(String forge, Path root, List<String> written, List<String> bundles, List<String> next) {}

        @Override
        ExitCode run(CommandContext context) {
            Path root = directory == null
                    ? context.project().root()
                    : context.folder().resolve(directory).normalize();
            PipelineSettings settings =
                    new PipelineSettings(bundles.isEmpty() ? found(root) : bundles, environment(context), branch, host);
            List<String> written = new WritePipeline(root).write(PipelineFiles.of(forge, settings), force);
            Report report = new Report(forge.word(), root, written, settings.bundles(), NextSteps.of(forge, settings));
            context.console().result(report, () -> text(report));
            return ExitCode.OK;
        }

        /** A pipeline has no embedded cloud to deploy to, unless one is named. */
        private String environment(CommandContext context) {
            ProjectFile file = context.project().file();
            String name = Optional.ofNullable(options.env).orElseGet(() -> {
                Environment chosen = file.environment(file.defaultEnvironment());
                return chosen.embedded() ? "aws" : chosen.name();
            });
            return file.environment(name).name();
        }

        /** The bundles below models; two of one model would take the traffic from each other. */
        private static List<String> found(Path root) {
            Map<String, List<String>> byModel = new TreeMap<>();
            for (Path folder : BundleFolders.below(root.resolve("models"))) {
                String path = root.relativize(folder).toString().replace('\\', '/');
                byModel.computeIfAbsent(Bundle.read(folder).model(), model -> new ArrayList<>())
                        .add(path);
            }
            byModel.forEach((model, paths) -> {
                if (paths.size() > 1) {
                    throw new SlipwayException(
                            ExitCode.USAGE,
                            "the model " + model + " has several bundles: " + String.join(", ", paths),
                            "name the bundles that the pipeline shall deploy, one a model");
                }
            });
            return byModel.values().stream().flatMap(List::stream).toList();
        }

        private static String text(Report report) {
            List<String> lines = new ArrayList<>();
            report.written().forEach(path -> lines.add("wrote " + path));
            if (report.written().isEmpty()) {
                lines.add("nothing to do: the pipeline for " + report.forge() + " is there already");
            }
            lines.add("ships " + String.join(", ", report.bundles()));
            lines.add("next:");
            for (int i = 0; i < report.next().size(); i++) {
                lines.add("  " + (i + 1) + ". " + report.next().get(i));
            }
            return String.join(System.lineSeparator(), lines);
        }
    }

    /** What the pipeline gives to sam. */
    @Command(
            name = "stack",
            description = "Prints the arguments of `sam deploy` for a bundle's stack, one a line; calls nobody.")
    static final class Stack extends BundleCommand {
        @Override
        ExitCode run(CommandContext context) {
            String model = bundle(context).model();
            Environment environment = context.environment();
            ProjectFile file = context.project().file();
            List<String> arguments = SamArguments.of(
                    file.stack(model),
                    context.project().template(),
                    file.parameters(environment, model),
                    environment.region());
            context.console().result(arguments, () -> String.join("\n", arguments));
            return ExitCode.OK;
        }
    }
}
