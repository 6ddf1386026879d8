package dev.slipway.inference.trust;

import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.ModelKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a signer signs: that this manifest is this model, said by this key with this algorithm at this time. Every part is
 * bound, so that a signature fits no other manifest, model, key or algorithm.
 *
 * @param model the model's name
 * @param manifest the manifest's SHA-256
 * @param signer how the signer's key is called where it is kept: KMS's ARN or a file's name
 * @param publicKey the signer's fingerprint
 * @param signed when, in whole seconds
 */
public record Statement(
        String model, String manifest, String signer, String publicKey, SigningAlgorithm algorithm, Instant signed) {
    private static final int LONGEST_SIGNER = 512;

    public Statement {
        if (!ModelKeys.isModelName(model)) {
            throw new IllegalArgumentException("model cannot name a model");
        }
        if (!FileEntry.isDigest(manifest)) {
            throw new IllegalArgumentException("manifest is no SHA-256 of 64 lower-case hexadecimal digits");
        }
        if (!FileEntry.isDigest(publicKey)) {
            throw new IllegalArgumentException("public_key is no SHA-256 of 64 lower-case hexadecimal digits");
        }
        if (signer.isBlank()
                || signer.length() > LONGEST_SIGNER
                || signer.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("signer must be 1 to " + LONGEST_SIGNER + " characters on one line");
        }
        if (!signed.equals(signed.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("signed must be in whole seconds");
        }
    }

    /** The bytes that are signed: a line each, none of whose values can hold a line's end. */
    public byte[] bytes() {
        String text = "slipway model signature 1\n"
                + "model " + model + "\n"
                + "manifest sha256:" + manifest + "\n"
                + "signer " + signer + "\n"
                + "public-key sha256:" + publicKey + "\n"
                + "algorithm " + algorithm + "\n"
                + "signed " + signed + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
