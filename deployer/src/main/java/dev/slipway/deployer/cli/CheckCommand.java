package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.check.CheckBundle;
import dev.slipway.deployer.check.CheckedBundle;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Checks a bundle without uploading anything. */
@Command(
        name = "check",
        description = "Opens a bundle's model in a child process and runs its golden cases.",
        footer = {"", "Example:", "  slipway check models/penguins-v1", "", "Exit code 6: the bundle is refused."})
final class CheckCommand extends BundleCommand {

    /** The result: what a release of this bundle would pin. */
    record Report(
            String model,
            List<FileEntry> files,
            long bytes,
            List<TensorSpec> inputs,
            List<TensorSpec> outputs,
            Map<String, Long> opsets,
            int goldenCases) {}

    @Override
    ExitCode run(CommandContext context) {
        CheckedBundle checked = CheckBundle.check(bundle(context));
        Manifest manifest = checked.manifest();
        Report report = new Report(
                manifest.model(),
                manifest.files(),
                manifest.files().stream().mapToLong(FileEntry::size).sum(),
                manifest.requestInputs(),
                manifest.responseOutputs(),
                checked.signature().opsets(),
                checked.goldenCases());
        context.console().result(report, () -> text(report));
        return ExitCode.OK;
    }

    private static String text(Report report) {
        return report.model() + " can be served" + System.lineSeparator()
                + "  files    " + report.files().size() + ", " + report.bytes() + " bytes" + System.lineSeparator()
                + "  takes    " + tensors(report.inputs()) + System.lineSeparator()
                + "  answers  " + tensors(report.outputs()) + System.lineSeparator()
                + "  golden   " + report.goldenCases() + " cases answered as recorded";
    }

    private static String tensors(List<TensorSpec> tensors) {
        return tensors.stream()
                .map(tensor -> tensor.name() + " " + tensor.describe())
                .collect(Collectors.joining(System.lineSeparator() + "           "));
    }
}
