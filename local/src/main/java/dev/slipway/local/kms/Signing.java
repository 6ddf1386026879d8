package dev.slipway.local.kms;

import dev.slipway.local.http.AwsError;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Sign and Verify by the JDK's engines. */
final class Signing {
    private static final int LONGEST = 4096;
    private static final String INVALID = "ValidationException";
    private static final Map<String, Integer> DIGEST_BYTES = Map.of("256", 32, "384", 48, "512", 64);
    /** What PKCS#1 puts before a digest: the name of its algorithm in DER. */
    private static final Map<String, String> DIGEST_INFO = Map.of(
            "256", "3031300d060960864801650304020105000420",
            "384", "3041300d060960864801650304020205000430",
            "512", "3051300d060960864801650304020305000440");

    private Signing() {}

    static byte[] sign(Key key, String algorithm, byte[] message, boolean digest) {
        try {
            PrivateKey secret = KeyFactory.getInstance(key.kind().jca())
                    .generatePrivate(new PKCS8EncodedKeySpec(
                            Base64.getDecoder().decode(key.secrets().get(0))));
            Signature engine = engine(key, algorithm, digest);
            engine.initSign(secret);
            engine.update(prepared(algorithm, message, digest));
            return engine.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + key.id() + " cannot sign with " + algorithm, e);
        }
    }

    static boolean verify(Key key, String algorithm, byte[] message, boolean digest, byte[] signature) {
        try {
            PublicKey half = KeyFactory.getInstance(key.kind().jca())
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.publicKey())));
            Signature engine = engine(key, algorithm, digest);
            engine.initVerify(half);
            engine.update(prepared(algorithm, message, digest));
            return engine.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + key.id() + " cannot verify with " + algorithm, e);
        }
    }

    private static Signature engine(Key key, String algorithm, boolean digest) throws GeneralSecurityException {
        if (!key.kind().algorithms().contains(algorithm)) {
            throw new AwsError(
                    400,
                    "InvalidKeyUsageException",
                    "Algorithm " + algorithm + " is incompatible with key spec " + key.kind() + ".");
        }
        String bits = bits(algorithm);
        if (algorithm.startsWith("ED25519")) {
            return Signature.getInstance("Ed25519");
        }
        if (algorithm.startsWith("ECDSA")) {
            return Signature.getInstance(digest ? "NONEwithECDSA" : "SHA" + bits + "withECDSA");
        }
        if (algorithm.startsWith("RSASSA_PKCS1")) {
            return Signature.getInstance(digest ? "NONEwithRSA" : "SHA" + bits + "withRSA");
        }
        String name = "SHA-" + bits;
        Signature engine = Signature.getInstance("RSASSA-PSS");
        engine.setParameter(new PSSParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), digestBytes(algorithm), 1));
        return engine;
    }

    /** Refuses what KMS refuses, and gives the engine what it signs. */
    private static byte[] prepared(String algorithm, byte[] message, boolean digest) {
        if (message.length == 0 || message.length > LONGEST) {
            throw new AwsError(
                    400, INVALID, "Message must be 1 to " + LONGEST + " bytes long, and is " + message.length);
        }
        if (!digest) {
            return message;
        }
        if (algorithm.startsWith("ED25519")) {
            throw new AwsError(400, INVALID, "Algorithm " + algorithm + " requires MessageType RAW.");
        }
        if (algorithm.startsWith("RSASSA_PSS")) {
            throw new AwsError(
                    400,
                    "UnsupportedOperationException",
                    "The embedded cloud signs digests with ECDSA and PKCS#1 only; send the message as MessageType RAW");
        }
        if (message.length != digestBytes(algorithm)) {
            throw new AwsError(400, INVALID, "Digest is invalid length for algorithm " + algorithm + ".");
        }
        if (!algorithm.startsWith("RSASSA_PKCS1")) {
            return message;
        }
        byte[] info = HexFormat.of().parseHex(DIGEST_INFO.getOrDefault(bits(algorithm), ""));
        byte[] both = new byte[info.length + message.length];
        System.arraycopy(info, 0, both, 0, info.length);
        System.arraycopy(message, 0, both, info.length, message.length);
        return both;
    }

    private static String bits(String algorithm) {
        return algorithm.substring(algorithm.length() - 3);
    }

    private static int digestBytes(String algorithm) {
        return DIGEST_BYTES.getOrDefault(bits(algorithm), 0);
    }
}
