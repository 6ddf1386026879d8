package dev.slipway.inference.trust;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;

/**
 * A statement and what a key made of it.
 *
 * @param signature in base64; of ECDSA in DER
 */
public record ManifestSignature(Statement statement, String signature) {
    public ManifestSignature {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("signature is no base64", e);
        }
        // the decoder overlooks the last bits: two texts of one signature are one too many
        if (bytes.length == 0 || !Base64.getEncoder().encodeToString(bytes).equals(signature)) {
            throw new IllegalArgumentException("signature is no base64 in its one form");
        }
    }

    public static ManifestSignature of(Statement statement, byte[] signature) {
        return new ManifestSignature(statement, Base64.getEncoder().encodeToString(signature));
    }

    /** Whether the key has signed the statement. */
    public boolean isBy(SignerKey key) {
        if (key.algorithm() != statement.algorithm() || !key.fingerprint().equals(statement.publicKey())) {
            return false;
        }
        try {
            Signature engine = key.algorithm().engine();
            engine.initVerify(key.key());
            engine.update(statement.bytes());
            return engine.verify(Base64.getDecoder().decode(signature));
        } catch (SignatureException malformed) {
            return false; // not even the form of a signature
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no " + key.algorithm(), e);
        }
    }
}
