package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.trust.ManifestSignatures;
import dev.slipway.deployer.trust.TrustPolicy;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ModelKeys;
import dev.slipway.inference.trust.Verdict;
import java.util.Optional;

/** Foresees whether {@link SignManifest} would sign and {@link VerifySignature} refuse; no key is used. */
final class ForeseeSignature implements Step {
    private final Workshop workshop;

    ForeseeSignature(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Facts take(Facts facts) {
        Optional<ModelStack> stack = facts.need(ForeseenStack.class).stack();
        ForeseenSignature foreseen = stack.isEmpty()
                ? new ForeseenSignature(signing(), Optional.empty())
                : facts.find(Service.class)
                        .map(service -> judged(facts.need(Manifest.class), stack.get(), service))
                        .orElse(ForeseenSignature.NONE);
        return facts.with(ForeseenSignature.class, foreseen);
    }

    private ForeseenSignature judged(Manifest manifest, ModelStack stack, Service service) {
        TrustPolicy policy = TrustPolicy.of(service.latest().environment());
        boolean matters = policy.required() || !policy.signers().isEmpty();
        if (!matters && signing().isEmpty()) {
            return ForeseenSignature.NONE;
        }
        ObjectStore store = workshop.cloud().objects(stack.bucket());
        Verdict verdict = new ManifestSignatures(store, manifest.model(), manifest.digest()).verdict(policy.signers());
        if (verdict instanceof Verdict.Signed) {
            return ForeseenSignature.NONE;
        }
        if (signing().isPresent()) {
            boolean there = store.head(ModelKeys.signature(manifest.model(), manifest.digest()))
                    .isPresent();
            return new ForeseenSignature(there && !matters ? Optional.empty() : signing(), Optional.empty());
        }
        return new ForeseenSignature(Optional.empty(), refusal(verdict, policy));
    }

    private static Optional<String> refusal(Verdict verdict, TrustPolicy policy) {
        String end = ": a deploy ends with exit code 6 unless it signs with a key that the stack trusts";
        if (verdict instanceof Verdict.Refused refused) {
            return Optional.of("the manifest's signature " + refused.why() + end);
        }
        return policy.required()
                ? Optional.of("the stack requires signed models, and this one is not" + end)
                : Optional.empty();
    }

    private Optional<String> signing() {
        return workshop.environment().signingKey().map(key -> "sign the manifest with " + key);
    }
}
