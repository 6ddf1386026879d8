package dev.slipway.function.store;

import dev.slipway.inference.trust.ManifestSignature;
import dev.slipway.inference.trust.SignatureFile;
import dev.slipway.inference.trust.SignerKey;
import dev.slipway.inference.trust.SigningAlgorithm;
import dev.slipway.inference.trust.Statement;
import dev.slipway.inference.trust.TrustedSigners;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.List;

/** Somebody with an Ed25519 key who signs releases. */
public final class TestSigner {
    private static final Instant AT = Instant.parse("2026-11-25T03:00:00Z");

    private final KeyPair pair;
    private final SignerKey key;

    public TestSigner() {
        try {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        key = SignerKey.of(pair.getPublic().getEncoded());
    }

    SignerKey key() {
        return key;
    }

    /** Trust in this key alone. */
    public ModelTrust trust(boolean required) {
        return new ModelTrust(required, new TrustedSigners(List.of(new TrustedSigners.Trusted(key, Instant.EPOCH))));
    }

    /** The signature's file of a release. */
    public byte[] sign(String model, String digest) {
        return sign(new Statement(model, digest, "test-key", key.fingerprint(), SigningAlgorithm.ED25519, AT));
    }

    byte[] sign(Statement statement) {
        try {
            Signature engine = SigningAlgorithm.ED25519.engine();
            engine.initSign(pair.getPrivate());
            engine.update(statement.bytes());
            return new SignatureFile(List.of(ManifestSignature.of(statement, engine.sign()))).write();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Signs a release and puts the signature beside its manifest. */
    public void sign(TestBundle bundle, FakeS3 s3) {
        s3.put(
                bundle.release().signatureKey(),
                sign(bundle.manifest().model(), bundle.manifest().digest()));
    }
}
