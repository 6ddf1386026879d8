package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.diff.Difference;
import dev.slipway.deployer.diff.ReleaseDiff;
import dev.slipway.deployer.ledger.Ledger;
import dev.slipway.deployer.ledger.Release;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ManifestJson;
import dev.slipway.inference.manifest.ModelKeys;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Compares two releases. */
@Command(
        name = "diff",
        description = "Shows what is different between two releases of a model.",
        footer = {"", "Example:", "  slipway diff penguins 2 3"})
final class DiffCommand extends SlipwayCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "The model's name.")
    String model = "";

    @Parameters(index = "1", paramLabel = "A", description = "The version to compare from.")
    String from = "";

    @Parameters(index = "2", paramLabel = "B", description = "The version to compare with.")
    String to = "";

    /** The result. */
    record Report(String model, String from, String to, List<Difference> differences) {}

    @Override
    ExitCode run(CommandContext context) {
        ModelStack stack = context.stack(model);
        ObjectStore store = context.cloud().objects(stack.bucket());
        Ledger ledger = new Ledger(store, stack.function());
        Release first = release(ledger, from);
        Release second = release(ledger, to);
        List<Difference> differences =
                ReleaseDiff.between(first, manifest(store, first), second, manifest(store, second));
        context.console().result(new Report(model, from, to, differences), () -> text(differences));
        return ExitCode.OK;
    }

    private Release release(Ledger ledger, String version) {
        return ledger.find(version)
                .orElseThrow(() -> new SlipwayException(
                        ExitCode.FAILED,
                        "the ledger has no release " + version + " of " + model,
                        "see the versions with ./slipway history " + model));
    }

    private static Manifest manifest(ObjectStore store, Release release) {
        String key = ModelKeys.manifest(release.model(), release.digest());
        return store.get(key)
                .map(stored -> ManifestJson.read(stored.content()))
                .orElseThrow(() -> new SlipwayException(
                        ExitCode.FAILED,
                        "the manifest s3://" + store.bucket() + "/" + key + " is gone",
                        "push the bundle of that release again"));
    }

    private String text(List<Difference> differences) {
        return differences.isEmpty()
                ? "versions " + from + " and " + to + " of " + model + " are the same"
                : differences.stream().map(DiffCommand::line).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(Difference difference) {
        if (difference.from().isEmpty()) {
            return "+ " + difference.what() + ": " + difference.to();
        }
        return difference.to().isEmpty()
                ? "- " + difference.what() + ": " + difference.from()
                : "~ " + difference.what() + ": " + difference.from() + " -> " + difference.to();
    }
}
