package dev.slipway.local.kms;

import dev.slipway.local.http.AwsError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypt and Decrypt: AES-256-GCM, the encryption context bound to it; the ciphertext names its key. */
final class Sealing {
    private static final byte VERSION = 1;
    private static final int ID = 36;
    private static final int IV = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD = 1 + ID + 1 + IV;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Sealing() {}

    static byte[] seal(Key key, byte[] plain, Map<String, String> context) {
        int newest = key.secrets().size() - 1;
        byte[] iv = new byte[IV];
        RANDOM.nextBytes(iv);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key, newest, iv, context, plain);
        return ByteBuffer.allocate(HEAD + sealed.length)
                .put(VERSION)
                .put(key.id().getBytes(StandardCharsets.US_ASCII))
                .put((byte) newest)
                .put(iv)
                .put(sealed)
                .array();
    }

    /** Which key sealed it. */
    static String keyOf(byte[] blob) {
        if (blob.length <= HEAD || blob[0] != VERSION) {
            throw invalid();
        }
        return new String(blob, 1, ID, StandardCharsets.US_ASCII);
    }

    static byte[] open(Key key, byte[] blob, Map<String, String> context) {
        ByteBuffer in = ByteBuffer.wrap(blob, 1 + ID, blob.length - 1 - ID);
        int which = in.get();
        if (which < 0 || which >= key.secrets().size()) {
            throw invalid();
        }
        byte[] iv = new byte[IV];
        in.get(iv);
        byte[] sealed = new byte[in.remaining()];
        in.get(sealed);
        return run(Cipher.DECRYPT_MODE, key, which, iv, context, sealed);
    }

    private static byte[] run(int mode, Key key, int which, byte[] iv, Map<String, String> context, byte[] data) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] secret = Base64.getDecoder().decode(key.secrets().get(which));
            cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(key.id().getBytes(StandardCharsets.US_ASCII));
            new TreeMap<>(context).forEach((name, value) -> {
                bind(cipher, name);
                bind(cipher, value);
            });
            return cipher.doFinal(data);
        } catch (AEADBadTagException changed) {
            throw invalid();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + key.id() + " cannot be used", e);
        }
    }

    /** With its length, so that no two contexts are the same bytes. */
    private static void bind(Cipher cipher, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        cipher.updateAAD(ByteBuffer.allocate(4).putInt(bytes.length).array());
        cipher.updateAAD(bytes);
    }

    private static AwsError invalid() {
        return new AwsError(400, "InvalidCiphertextException", "The ciphertext is not valid for this key and context");
    }
}
