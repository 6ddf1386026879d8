package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.trust.ManifestSignatures;
import dev.slipway.deployer.trust.Signer;
import dev.slipway.deployer.trust.SigningKeys;
import dev.slipway.deployer.trust.TrustPolicy;
import dev.slipway.inference.manifest.Manifest;
import java.util.Optional;

/** Signs the manifest where a key is named, once everything that it names is in the bucket. */
final class SignManifest implements Step {
    private static final int SHORT = 12;

    private final Workshop workshop;

    SignManifest(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Facts take(Facts facts) {
        Optional<String> reference = workshop.environment().signingKey();
        if (reference.isEmpty()) {
            return facts;
        }
        Signer signer = SigningKeys.find(
                reference.get(), workshop::cloud, workshop.project().root());
        ModelStack stack = facts.need(ModelStack.class);
        Manifest manifest = facts.need(Manifest.class);
        TrustPolicy policy = TrustPolicy.of(
                workshop.cloud().functions().get(stack.function()).environment());
        boolean signed = new ManifestSignatures(
                        workshop.cloud().objects(stack.bucket()), manifest.model(), manifest.digest())
                .add(signer, workshop.clock().instant(), policy.signers());
        workshop.console()
                .say("signed     " + (signed ? "by " : "already by ") + signer.name() + ", public key "
                        + signer.key().fingerprint().substring(0, SHORT));
        return signed ? facts.with(SignedNow.class, new SignedNow(signer.key().fingerprint())) : facts;
    }
}
