package dev.slipway.deployer.cloud;

import dev.slipway.inference.trust.SignerKey;
import dev.slipway.inference.trust.SigningAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.HashMap;
import java.util.Map;

/** KMS in memory: keys by alias, with real signatures. */
public final class InMemorySignatures implements Signatures {
    private static final String ARN = "arn:aws:kms:us-east-1:000000000000:key/";

    private final Faults faults;
    private final Map<String, KeyPair> keys = new HashMap<>();

    InMemorySignatures(Faults faults) {
        this.faults = faults;
    }

    /** Makes a key of the kind. */
    public SignerKey create(String alias, SigningAlgorithm algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(
                    switch (algorithm) {
                        case ED25519 -> "Ed25519";
                        case ECDSA_SHA_256 -> "EC";
                        case RSASSA_PSS_SHA_256 -> "RSA";
                    });
            if (algorithm == SigningAlgorithm.ECDSA_SHA_256) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            keys.put(alias, generator.generateKeyPair());
            return publicKey(alias).key();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public CloudKey publicKey(String key) {
        return faults.call(
                "getPublicKey",
                () -> new CloudKey(
                        ARN + key.replace("alias/", ""),
                        SignerKey.of(pair(key).getPublic().getEncoded())));
    }

    @Override
    public byte[] sign(String key, SigningAlgorithm algorithm, byte[] message) {
        return faults.call("sign", () -> {
            try {
                Signature engine = algorithm.engine();
                engine.initSign(pair("alias/" + key.substring(ARN.length())).getPrivate());
                engine.update(message);
                return engine.sign();
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        });
    }

    private KeyPair pair(String alias) {
        KeyPair pair = keys.get(alias);
        if (pair == null) {
            throw new CloudException(CloudException.Kind.NOT_FOUND, "there is no key " + alias, "make it");
        }
        return pair;
    }
}
