package dev.slipway.inference.trust;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;

/** A key pair of a kind, and what it signs. */
record TestSigner(SignerKey key, PrivateKey secret) {
    static TestSigner of(SigningAlgorithm algorithm) {
        try {
            KeyPair pair = switch (algorithm) {
                case ED25519 -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                case ECDSA_SHA_256 -> curve("secp256r1");
                case RSASSA_PSS_SHA_256 -> rsa(2048);
            };
            return new TestSigner(SignerKey.of(pair.getPublic().getEncoded()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair curve(String name) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(name));
        return generator.generateKeyPair();
    }

    static KeyPair rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    Statement statement(String model, String digest, Instant at) {
        return new Statement(model, digest, "key-1", key.fingerprint(), key.algorithm(), at);
    }

    ManifestSignature sign(String model, String digest, Instant at) {
        return sign(statement(model, digest, at));
    }

    ManifestSignature sign(Statement statement) {
        return ManifestSignature.of(statement, bytes(key.algorithm(), statement.bytes()));
    }

    byte[] bytes(SigningAlgorithm algorithm, byte[] message) {
        try {
            Signature engine = algorithm.engine();
            engine.initSign(secret);
            engine.update(message);
            return engine.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
