package dev.slipway.deployer.trust;

import dev.slipway.deployer.cloud.Cloud;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Finds a key by how it is written: KMS's ARN, alias or id, or a file. */
public final class SigningKeys {
    /** Where a project keeps its own, if it has one. */
    public static final String DEFAULT = ".slipway/signing-key.pem";

    private static final Pattern CLOUD = Pattern.compile(
            "arn:aws[a-z-]*:kms:.+|alias/.+|(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private SigningKeys() {}

    /**
     * @param cloud asked for only when the key is there
     * @param folder what a file is relative to
     */
    public static Signer find(String reference, Supplier<Cloud> cloud, Path folder) {
        return isInCloud(reference)
                ? CloudSigner.of(cloud.get().signatures(), reference)
                : KeyFile.read(folder.resolve(reference));
    }

    public static boolean isInCloud(String reference) {
        return CLOUD.matcher(reference).matches();
    }
}
