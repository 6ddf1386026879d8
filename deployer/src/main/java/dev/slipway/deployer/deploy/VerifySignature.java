package dev.slipway.deployer.deploy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.trust.ManifestSignatures;
import dev.slipway.deployer.trust.TrustPolicy;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.trust.Verdict;

/** Refuses what the function would refuse to load, before anything is published. */
final class VerifySignature implements Step {
    private final Workshop workshop;

    VerifySignature(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Facts take(Facts facts) {
        ModelStack stack = facts.need(ModelStack.class);
        Manifest manifest = facts.need(Manifest.class);
        TrustPolicy policy = TrustPolicy.of(
                workshop.cloud().functions().get(stack.function()).environment());
        if (policy.signers().isEmpty() && !policy.required()) {
            return facts;
        }
        Verdict verdict = new ManifestSignatures(
                        workshop.cloud().objects(stack.bucket()), manifest.model(), manifest.digest())
                .verdict(policy.signers());
        if (verdict instanceof Verdict.Refused refused) {
            throw new SlipwayException(
                    ExitCode.REFUSED,
                    "the manifest " + manifest.digest() + " is not released: its signature " + refused.why(),
                    "sign it with a key that the stack's TrustedSigners names: --sign --signing-key KEY; if you did not"
                            + " expect this, find out who wrote the signature");
        }
        if (policy.required() && verdict instanceof Verdict.Unsigned) {
            throw new SlipwayException(
                    ExitCode.REFUSED,
                    "the manifest " + manifest.digest() + " is not released: the stack " + stack.stack()
                            + " requires signed models and nobody has signed it",
                    "sign it: run the same command with --sign, or name signing.key of the environment in slipway.yaml");
        }
        return facts;
    }
}
