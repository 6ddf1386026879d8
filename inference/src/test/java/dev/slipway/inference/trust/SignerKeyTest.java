package dev.slipway.inference.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignerKeyTest {
    @ParameterizedTest
    @EnumSource
    void a_key_comes_back_from_its_base64(SigningAlgorithm algorithm) {
        SignerKey key = TestSigner.of(algorithm).key();

        assertThat(key.algorithm()).isEqualTo(algorithm);
        assertThat(SignerKey.of(key.base64())).isEqualTo(key);
        assertThat(key.fingerprint()).matches("[0-9a-f]{64}");
    }

    @Test
    void keys_that_are_too_weak_or_of_another_kind_are_refused() throws Exception {
        for (KeyPair pair : new KeyPair[] {TestSigner.rsa(1024), TestSigner.curve("secp384r1")}) {
            assertThatThrownBy(() -> SignerKey.of(pair.getPublic().getEncoded()))
                    .as(pair.getPublic().getAlgorithm())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("use Ed25519, ECC_NIST_P256, or RSA of 2048 bits or more");
        }
        byte[] dsa = KeyPairGenerator.getInstance("DSA")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        assertThatThrownBy(() -> SignerKey.of(dsa))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no public key");
    }

    @Test
    void trailing_bytes_and_private_keys_are_no_public_key() {
        TestSigner signer = TestSigner.of(SigningAlgorithm.ED25519);
        byte[] spki = signer.key().key().getEncoded();

        assertThatThrownBy(() -> SignerKey.of(Arrays.copyOf(spki, spki.length + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no public key");
        assertThatThrownBy(() -> SignerKey.of(signer.secret().getEncoded()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no public key");
    }

    @Test
    void the_statement_is_text_that_openssl_can_verify() {
        Statement statement = TestSigner.of(SigningAlgorithm.ED25519)
                .statement("penguins", "ab".repeat(32), java.time.Instant.parse("2026-11-25T03:00:00Z"));

        assertThat(new String(statement.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("slipway model signature 1\nmodel penguins\nmanifest sha256:" + "ab".repeat(32)
                        + "\nsigner key-1\npublic-key sha256:" + statement.publicKey()
                        + "\nalgorithm ED25519\nsigned 2026-11-25T03:00:00Z\n");
        assertThatThrownBy(() -> new Statement(
                        "penguins",
                        "ab".repeat(32),
                        "a\nmodel digits",
                        statement.publicKey(),
                        SigningAlgorithm.ED25519,
                        statement.signed()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("on one line");
    }
}
