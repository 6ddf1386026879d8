package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.init.NewBundle;
import dev.slipway.inference.inspect.ModelSignature;
import dev.slipway.inference.manifest.ModelKeys;
import dev.slipway.inference.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a bundle from a bare model. */
@Command(
        name = "init",
        description = "Makes a bundle from an .onnx file: description, golden case, ready to deploy.",
        footer = {"", "Example:", "  slipway init churn.onnx --name churn", "  slipway check models/churn"})
final class InitCommand extends SlipwayCommand {
    @Parameters(paramLabel = "MODEL.onnx", description = "The model's file.")
    Path source = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "The model's name. Default: the file's.")
    @Nullable
    String name;

    @Option(names = "--dir", paramLabel = "DIR", description = "The bundle's folder. Default: models/NAME.")
    @Nullable
    Path folder;

    /** The result. */
    record Report(String model, Path bundle, List<TensorSpec> inputs, List<TensorSpec> outputs) {}

    @Override
    ExitCode run(CommandContext context) {
        String model = name();
        Path given = folder;
        Path bundle = given == null
                ? context.project().root().resolve("models").resolve(model)
                : context.folder().resolve(given);
        ModelSignature signature = new NewBundle(context.folder().resolve(source), model, bundle.normalize()).write();
        Report report = new Report(model, bundle.normalize(), signature.inputs(), signature.outputs());
        context.console()
                .result(
                        report,
                        () -> String.join(
                                System.lineSeparator(),
                                "made the bundle " + report.bundle() + ", with one golden case made from a sample",
                                "edit:  model.yaml (description, features, labels, evaluate), golden.json (real requests)",
                                "next:  ./slipway deploy " + report.bundle()));
        return ExitCode.OK;
    }

    private String name() {
        String file = String.valueOf(source.getFileName());
        String wanted = name != null
                ? name
                : file.replaceFirst("\\.onnx$", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-");
        if (!ModelKeys.isModelName(wanted)) {
            throw new SlipwayException(
                    ExitCode.USAGE,
                    "'" + wanted + "' cannot name a model",
                    "give --name lower-case letters, digits and inner hyphens");
        }
        return wanted;
    }
}
