package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.trust.KeyFile;
import dev.slipway.deployer.trust.Signer;
import dev.slipway.deployer.trust.SigningKeys;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Keys that sign: make one, show its public half. */
@Command(
        name = "key",
        description = "The key that signs models: create, show.",
        subcommands = {KeyCommand.Create.class, KeyCommand.Show.class})
final class KeyCommand extends SlipwayCommand {

    /** The result: nothing of the secret half. */
    record Report(String key, String algorithm, String fingerprint, String publicKey) {
        static Report of(Signer signer) {
            return new Report(
                    signer.name(),
                    signer.key().algorithm().name(),
                    signer.key().fingerprint(),
                    signer.key().base64());
        }

        String text() {
            return "key          " + key + System.lineSeparator()
                    + "algorithm    " + algorithm + System.lineSeparator()
                    + "fingerprint  " + fingerprint + System.lineSeparator()
                    + "public key   " + publicKey;
        }
    }

    @Override
    ExitCode run(CommandContext context) {
        return show(context, null);
    }

    private static ExitCode show(CommandContext context, @Nullable String key) {
        String reference = Optional.ofNullable(key)
                .map(given -> SigningOptions.reference(context, given))
                .or(() -> context.environment().signingKey())
                .orElseGet(() -> SigningOptions.own(context));
        Report report = Report.of(
                SigningKeys.find(reference, context::cloud, context.project().root()));
        context.console().result(report, report::text);
        return ExitCode.OK;
    }

    /** Makes one. */
    @Command(
            name = "create",
            description = "Make an Ed25519 key in a file, readable by you alone, and print its public half.",
            footer = {
                "",
                "The public key goes into the stack's parameter TrustedSigners, several with commas between.",
                "Whoever has the file signs in your name. For AWS rather keep the key in KMS:",
                "  aws kms create-key --key-usage SIGN_VERIFY --key-spec ECC_NIST_P256"
            })
    static final class Create extends SlipwayCommand {
        @Parameters(
                arity = "0..1",
                paramLabel = "FILE",
                description = "Where to. Default: " + SigningKeys.DEFAULT + " of the project.")
        @Nullable
        Path file;

        @Override
        ExitCode run(CommandContext context) {
            Path to = file == null
                    ? context.project().root().resolve(SigningKeys.DEFAULT)
                    : context.folder().resolve(file);
            Report report = Report.of(KeyFile.create(to));
            context.console().result(report, () -> report.text() + System.lineSeparator() + "in           " + to);
            return ExitCode.OK;
        }
    }

    /** Shows one. */
    @Command(name = "show", description = "Print the public half of a key, as TrustedSigners takes it.")
    static final class Show extends SlipwayCommand {
        @Parameters(
                arity = "0..1",
                paramLabel = "KEY",
                description = "A file, or KMS's ARN, alias/NAME or id. Default: the environment's, else the project's.")
        @Nullable
        String key;

        @Override
        ExitCode run(CommandContext context) {
            return show(context, key);
        }
    }
}
