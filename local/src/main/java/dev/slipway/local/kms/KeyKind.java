package dev.slipway.local.kms;

import dev.slipway.local.http.AwsError;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The key specs that there are, by KMS's names, and the algorithms of each. */
enum KeyKind {
    SYMMETRIC_DEFAULT("AES", "", 256, "SYMMETRIC_DEFAULT"),
    ECC_NIST_P256("EC", "secp256r1", 0, "ECDSA_SHA_256"),
    ECC_NIST_P384("EC", "secp384r1", 0, "ECDSA_SHA_384"),
    ECC_NIST_P521("EC", "secp521r1", 0, "ECDSA_SHA_512"),
    ECC_NIST_EDWARDS25519("Ed25519", "", 0, "ED25519_SHA_512"),
    RSA_2048("RSA", "", 2048, Names.RSA),
    RSA_3072("RSA", "", 3072, Names.RSA),
    RSA_4096("RSA", "", 4096, Names.RSA);

    private final String jca;
    private final String curve;
    private final int bits;
    private final List<String> algorithms;

    KeyKind(String jca, String curve, int bits, String... algorithms) {
        this.jca = jca;
        this.curve = curve;
        this.bits = bits;
        this.algorithms = List.of(algorithms);
    }

    /** Shared by the sizes of RSA. */
    private static final class Names {
        static final String[] RSA = {
            "RSASSA_PKCS1_V1_5_SHA_256",
            "RSASSA_PKCS1_V1_5_SHA_384",
            "RSASSA_PKCS1_V1_5_SHA_512",
            "RSASSA_PSS_SHA_256",
            "RSASSA_PSS_SHA_384",
            "RSASSA_PSS_SHA_512"
        };
    }

    static KeyKind of(String spec) {
        Optional<KeyKind> kind = Arrays.stream(values())
                .filter(known -> known.name().equals(spec))
                .findFirst();
        return kind.orElseThrow(() -> new AwsError(
                400,
                "UnsupportedOperationException",
                "The embedded cloud makes no keys of KeySpec " + spec + "; it has " + Arrays.toString(values())));
    }

    boolean signs() {
        return this != SYMMETRIC_DEFAULT;
    }

    /** KMS's only usage of such a key here. */
    String usage() {
        return signs() ? "SIGN_VERIFY" : "ENCRYPT_DECRYPT";
    }

    List<String> algorithms() {
        return algorithms;
    }

    String jca() {
        return jca;
    }

    /** A new secret: PKCS#8 of an asymmetric key, 32 bytes of a symmetric one; and the public half, if it has one. */
    Material generate(SecureRandom random) {
        try {
            if (!signs()) {
                byte[] secret = new byte[bits / 8];
                random.nextBytes(secret);
                return new Material(secret, new byte[0]);
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance(jca);
            if (!curve.isEmpty()) {
                generator.initialize(new ECGenParameterSpec(curve), random);
            } else if (bits > 0) {
                generator.initialize(bits, random);
            }
            KeyPair pair = generator.generateKeyPair();
            return new Material(pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK makes no keys of " + jca, e);
        }
    }

    /** What a key is made of. */
    record Material(byte[] secret, byte[] publicKey) {}
}
