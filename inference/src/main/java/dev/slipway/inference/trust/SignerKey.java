package dev.slipway.inference.trust;

import dev.slipway.inference.manifest.Digest;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The public half of a key that signs.
 *
 * @param fingerprint SHA-256 of the key's SubjectPublicKeyInfo: 64 lower-case hexadecimal digits
 */
public record SignerKey(PublicKey key, SigningAlgorithm algorithm, String fingerprint) {
    private static final List<String> KINDS = List.of("Ed25519", "EC", "RSA");

    /**
     * From a SubjectPublicKeyInfo in DER, as {@code openssl pkey -pubout -outform DER} and KMS's GetPublicKey give it.
     *
     * @throws IllegalArgumentException where it is none, or of a key that no signature is taken from
     */
    public static SignerKey of(byte[] spki) {
        for (String kind : KINDS) {
            try {
                PublicKey key = KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(spki));
                if (!Arrays.equals(key.getEncoded(), spki)) {
                    break; // the same key in other bytes would have another fingerprint
                }
                return new SignerKey(key, SigningAlgorithm.of(key), Digest.sha256(spki));
            } catch (GeneralSecurityException another) {
                // not a key of this kind: the next one may fit
            }
        }
        throw new IllegalArgumentException(
                "is no public key: expected a SubjectPublicKeyInfo in DER of Ed25519, ECC_NIST_P256 or RSA");
    }

    /** From base64 of the same. */
    public static SignerKey of(String base64) {
        byte[] spki;
        try {
            spki = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no base64 of a public key", e);
        }
        return of(spki);
    }

    /** As {@code SLIPWAY_TRUSTED_SIGNERS} takes it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }
}
