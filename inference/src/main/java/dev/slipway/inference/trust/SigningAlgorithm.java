package dev.slipway.inference.trust;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/**
 * The three that are taken, each made by one kind of key. The key decides which one it is, never the signature's file: a
 * file that says otherwise is refused.
 */
public enum SigningAlgorithm {
    /** KMS calls it ED25519_SHA_512. */
    ED25519("Ed25519"),
    ECDSA_SHA_256("SHA256withECDSA"),
    RSASSA_PSS_SHA_256("RSASSA-PSS");

    /** Below this a modulus is within reach of those who try. */
    private static final int SMALLEST_MODULUS = 2048;

    private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(65_537);

    private final String jca;

    SigningAlgorithm(String jca) {
        this.jca = jca;
    }

    /** The JDK's engine for it, its parameters set. */
    public Signature engine() throws GeneralSecurityException {
        Signature engine = Signature.getInstance(jca);
        if (this == RSASSA_PSS_SHA_256) {
            engine.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        return engine;
    }

    /**
     * The algorithm of a key, public or private.
     *
     * @throws IllegalArgumentException where none is taken for such a key, saying which keys are
     */
    public static SigningAlgorithm of(Key key) {
        if (key instanceof EdECKey edwards && edwards.getParams().getName().equals("Ed25519")) {
            return ED25519;
        }
        if (key instanceof ECKey curve && isP256(curve.getParams())) {
            return ECDSA_SHA_256;
        }
        if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= SMALLEST_MODULUS && strong(key)) {
            return RSASSA_PSS_SHA_256;
        }
        throw new IllegalArgumentException("is a key of " + key.getAlgorithm()
                + " that no signature is taken from; use Ed25519, ECC_NIST_P256, or RSA of 2048 bits or more");
    }

    private static boolean strong(Key key) {
        return !(key instanceof java.security.interfaces.RSAPublicKey rsa)
                || rsa.getPublicExponent().compareTo(SMALLEST_EXPONENT) >= 0;
    }

    private static boolean isP256(ECParameterSpec given) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            ECParameterSpec p256 = parameters.getParameterSpec(ECParameterSpec.class);
            return p256.getCurve().equals(given.getCurve())
                    && p256.getGenerator().equals(given.getGenerator())
                    && p256.getOrder().equals(given.getOrder())
                    && p256.getCofactor() == given.getCofactor();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 7 knows secp256r1", e);
        }
    }
}
