package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.project.Environment;
import dev.slipway.deployer.trust.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a command signs, and with which key. */
final class SigningOptions {
    @Option(
            names = "--sign",
            negatable = true,
            description = "Sign the manifest. Default: where slipway.yaml names signing.key for the environment.")
    @Nullable
    Boolean sign;

    @Option(
            names = "--signing-key",
            paramLabel = "KEY",
            description = "KMS's ARN, alias/NAME or id, or an Ed25519 key's file. Default: signing.key of slipway.yaml,"
                    + " else " + SigningKeys.DEFAULT + ".")
    @Nullable
    String key;

    /** The environment with the key that these options choose. */
    Environment of(CommandContext context) {
        Environment environment = context.environment();
        if (Boolean.FALSE.equals(sign)) {
            return environment.signedWith(Optional.empty());
        }
        if (key != null) {
            return environment.signedWith(Optional.of(reference(context, key)));
        }
        return Boolean.TRUE.equals(sign) && environment.signingKey().isEmpty()
                ? environment.signedWith(Optional.of(own(context)))
                : environment;
    }

    /** A key of the command line; its file is relative to where the command runs. */
    static String reference(CommandContext context, String key) {
        return SigningKeys.isInCloud(key) ? key : context.folder().resolve(key).toString();
    }

    /** The project's own key. */
    static String own(CommandContext context) {
        Path file = context.project().root().resolve(SigningKeys.DEFAULT);
        if (!Files.exists(file)) {
            throw new SlipwayException(
                    ExitCode.USAGE,
                    "there is no key to sign with: neither --signing-key nor signing.key of the environment "
                            + context.environment().name() + " names one, and there is no " + file,
                    "make one: ./slipway key create, or name one of KMS: --signing-key alias/NAME");
        }
        return file.toString();
    }
}
