package dev.slipway.function.store;

import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import dev.slipway.inference.trust.SignatureFile;
import dev.slipway.inference.trust.TrustedSigners;
import dev.slipway.inference.trust.Verdict;

/**
 * Whether a release may be loaded as far as its signatures go; public keys are all it needs, so that it is judged without a
 * call to KMS.
 *
 * @param required whether a release that nobody has signed is refused; one whose signature is wrong always is
 */
public record ModelTrust(boolean required, TrustedSigners signers) {
    /** Nobody is asked for. */
    public static final ModelTrust ANYBODY = new ModelTrust(false, TrustedSigners.NONE);

    public ModelTrust {
        if (required && signers.isEmpty()) {
            throw new IllegalArgumentException(
                    "SLIPWAY_REQUIRE_SIGNED is true, but SLIPWAY_TRUSTED_SIGNERS names no key: nothing could be served");
        }
    }

    /**
     * Refuses what does not count; nothing of the model is fetched before.
     *
     * @throws FunctionException LOAD, saying what was refused and why
     */
    void check(ReleaseReference release, S3Objects objects) {
        if (signers.isEmpty()) {
            return;
        }
        byte[] file = objects.find(release.signatureKey(), body -> body.readNBytes(SignatureFile.LARGEST + 1))
                .orElse(null);
        Verdict verdict = Verdict.of(release.model(), release.digest(), file, signers);
        if (verdict instanceof Verdict.Refused refused) {
            throw new FunctionException(
                    Category.LOAD,
                    "the manifest " + release.manifestKey() + " is not served: its signature " + refused.why()
                            + "; sign it again with ./slipway deploy <bundle> --sign");
        }
        if (required && verdict instanceof Verdict.Unsigned) {
            throw new FunctionException(
                    Category.LOAD,
                    "the manifest " + release.manifestKey() + " is not served: SLIPWAY_REQUIRE_SIGNED is true and "
                            + release.signatureKey()
                            + " is not there; sign it with ./slipway deploy <bundle> --sign");
        }
    }
}
