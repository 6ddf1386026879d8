package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.deployer.cloud.Functions;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.trust.ModelAudit;
import dev.slipway.deployer.trust.TrustPolicy;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.trust.TrustedSigners;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a released model again, whole. */
@Command(
        name = "verify",
        description = "Reads every file of a model in the bucket, and says who signed it.",
        footer = {
            "",
            "Examples:",
            "  slipway verify penguins",
            "  slipway verify penguins --version-number 3",
            "  slipway verify penguins --trusted MCowBQYDK2VwAyEA…",
            "",
            "Exit code 6: something of it is missing, changed, or not signed as the stack asks."
        })
final class VerifyCommand extends SlipwayCommand {
    private static final String DIGEST = "SLIPWAY_MODEL_DIGEST";

    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    String model = "";

    @Option(
            names = "--version-number",
            paramLabel = "N",
            description = "The version. Default: the one that live names.")
    @Nullable
    String number;

    @Option(names = "--digest", paramLabel = "SHA256", description = "The manifest's digest, released or not.")
    @Nullable
    String digest;

    @Option(
            names = "--trusted",
            paramLabel = "KEYS",
            description = "Public keys in base64 with commas between. Default: the stack's TrustedSigners.")
    @Nullable
    String trusted;

    @Override
    ExitCode run(CommandContext context) {
        ModelStack stack = context.stack(model);
        FunctionVersion version = version(context.cloud().functions(), stack);
        String wanted = Optional.ofNullable(digest)
                .or(() -> Optional.ofNullable(version.environment().get(DIGEST)))
                .orElseThrow(() -> new SlipwayException(
                        ExitCode.FAILED,
                        "version " + version.version() + " of " + stack.function() + " has no model",
                        "see the versions with ./slipway history " + model));
        if (!FileEntry.isDigest(wanted)) {
            throw new SlipwayException(
                    ExitCode.USAGE,
                    "'" + wanted + "' is no digest of a manifest",
                    "give all 64 digits, as ./slipway push prints them");
        }
        TrustPolicy policy = policy(version);
        ModelAudit.Report report = new ModelAudit(context.cloud().objects(stack.bucket()), model, wanted).run(policy);
        context.console().result(report, () -> text(report));
        if (!report.good()) {
            throw new SlipwayException(
                    ExitCode.REFUSED,
                    "the model " + model + " " + wanted + " is not as it was pushed and signed:\n  - "
                            + String.join("\n  - ", report.problems()),
                    "find out who changed it; ./slipway deploy BUNDLE pushes what is missing and signs it again");
        }
        return ExitCode.OK;
    }

    private FunctionVersion version(Functions functions, ModelStack stack) {
        if (digest != null) {
            return functions.get(stack.function());
        }
        String chosen = Optional.ofNullable(number)
                .or(() -> functions.alias(stack.function(), stack.live()).map(live -> live.version()))
                .orElse(Functions.LATEST);
        return functions
                .version(stack.function(), chosen)
                .orElseThrow(() -> new SlipwayException(
                        ExitCode.FAILED,
                        stack.function() + " has no version " + chosen,
                        "see the versions with ./slipway history " + model));
    }

    private TrustPolicy policy(FunctionVersion version) {
        TrustPolicy stacks = TrustPolicy.of(version.environment());
        if (trusted == null) {
            return stacks;
        }
        try {
            return new TrustPolicy(true, TrustedSigners.parse(trusted));
        } catch (IllegalArgumentException e) {
            throw new SlipwayException(
                    ExitCode.USAGE, "--trusted: " + e.getMessage(), "give it as ./slipway key show prints it", e);
        }
    }

    private static String text(ModelAudit.Report report) {
        return "model      " + report.model() + System.lineSeparator()
                + "manifest   " + report.digest() + System.lineSeparator()
                + "signature  " + report.signature() + System.lineSeparator()
                + "files      " + report.files() + " as pushed, " + report.bytes() + " bytes read";
    }
}
