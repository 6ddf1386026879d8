package dev.slipway.inference.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final String OLDER = "cd".repeat(32);
    private static final Instant AT = Instant.parse("2026-11-25T03:00:00Z");
    private static final Map<SigningAlgorithm, TestSigner> SIGNERS = new EnumMap<>(SigningAlgorithm.class);

    static {
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            SIGNERS.put(algorithm, TestSigner.of(algorithm));
        }
    }

    private static TestSigner signer(SigningAlgorithm algorithm) {
        return SIGNERS.getOrDefault(algorithm, TestSigner.of(algorithm));
    }

    private static TrustedSigners trusting(TestSigner... signers) {
        return new TrustedSigners(List.of(signers).stream()
                .map(signer -> new TrustedSigners.Trusted(signer.key(), Instant.EPOCH))
                .toList());
    }

    private static byte[] file(ManifestSignature... signatures) {
        return new SignatureFile(List.of(signatures)).write();
    }

    private static Verdict of(byte @Nullable [] file, TrustedSigners trusted) {
        return Verdict.of("penguins", DIGEST, file, trusted);
    }

    private static void assertRefused(Verdict verdict, String... why) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(((Verdict.Refused) verdict).why()).contains(why);
    }

    @ParameterizedTest
    @EnumSource
    void a_trusted_key_vouches(SigningAlgorithm algorithm) {
        TestSigner signer = signer(algorithm);
        ManifestSignature signature = signer.sign("penguins", DIGEST, AT);

        assertThat(of(file(signature), trusting(signer))).isEqualTo(new Verdict.Signed(signature.statement()));
        assertThat(of(null, trusting(signer))).isEqualTo(new Verdict.Unsigned());
        assertThat(of(file(), trusting(signer))).isEqualTo(new Verdict.Unsigned());
    }

    @ParameterizedTest
    @EnumSource
    void another_key_does_not_vouch(SigningAlgorithm algorithm) {
        TestSigner signer = signer(algorithm);
        TestSigner other = TestSigner.of(algorithm);

        assertRefused(
                of(file(other.sign("penguins", DIGEST, AT)), trusting(signer)),
                "is by the key " + other.key().fingerprint() + " (key-1) that is not trusted",
                "trusted is " + signer.key().fingerprint());
        // another's signature under the trusted key's name
        assertRefused(
                of(
                        file(ManifestSignature.of(
                                signer.statement("penguins", DIGEST, AT),
                                other.bytes(
                                        algorithm,
                                        signer.statement("penguins", DIGEST, AT).bytes()))),
                        trusting(signer)),
                "does not fit: the key " + signer.key().fingerprint() + " has not signed this statement");
    }

    @ParameterizedTest
    @EnumSource
    void a_signature_fits_no_other_model_and_no_other_manifest(SigningAlgorithm algorithm) {
        TestSigner signer = signer(algorithm);

        assertRefused(
                of(file(signer.sign("digits", DIGEST, AT)), trusting(signer)), "is of model 'digits', not 'penguins'");
        assertRefused(
                of(file(signer.sign("penguins", OLDER, AT)), trusting(signer)),
                "is of the manifest " + OLDER + ", not of " + DIGEST);
    }

    @ParameterizedTest
    @EnumSource
    void a_statement_that_was_altered_in_any_part_is_refused(SigningAlgorithm algorithm) {
        TestSigner signer = signer(algorithm);
        String signature = signer.sign("penguins", OLDER, AT).signature();
        Statement good = signer.statement("penguins", OLDER, AT);

        for (Statement altered : List.of(
                new Statement("penguins", DIGEST, good.signer(), good.publicKey(), algorithm, AT),
                new Statement("digits", OLDER, good.signer(), good.publicKey(), algorithm, AT),
                new Statement("penguins", OLDER, "key-2", good.publicKey(), algorithm, AT),
                new Statement("penguins", OLDER, good.signer(), good.publicKey(), algorithm, AT.plusSeconds(1)))) {
            assertRefused(
                    Verdict.of(
                            altered.model(),
                            altered.manifest(),
                            file(new ManifestSignature(altered, signature)),
                            trusting(signer)),
                    "has not signed this statement");
        }
    }

    @Test
    void the_key_decides_the_algorithm_not_the_file() {
        for (TestSigner signer : SIGNERS.values()) {
            for (SigningAlgorithm other : SigningAlgorithm.values()) {
                if (other == signer.key().algorithm()) {
                    continue;
                }
                Statement swapped =
                        new Statement("penguins", DIGEST, "key-1", signer.key().fingerprint(), other, AT);
                byte[] signed = signer.bytes(signer.key().algorithm(), swapped.bytes());
                assertRefused(
                        of(file(ManifestSignature.of(swapped, signed)), trusting(signer)),
                        "says the algorithm " + other + ", but the key "
                                + signer.key().fingerprint() + " signs with "
                                + signer.key().algorithm());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_bit_of_the_file_can_be_flipped(SigningAlgorithm algorithm) {
        TestSigner signer = signer(algorithm);
        byte[] file = file(signer.sign("penguins", DIGEST, AT));

        for (int bit = 0; bit < file.length * 8; bit++) {
            byte[] flipped = file.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(of(flipped, trusting(signer)))
                    .as("bit %d of %s", bit, new String(flipped, StandardCharsets.ISO_8859_1))
                    .isInstanceOf(Verdict.Refused.class);
        }
        for (int length = 0; length < file.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(file, length);
            assertThat(of(cut, trusting(signer))).isInstanceOf(Verdict.Refused.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_bit_of_the_signature_can_be_flipped(SigningAlgorithm algorithm) {
        TestSigner signer = signer(algorithm);
        ManifestSignature signature = signer.sign("penguins", DIGEST, AT);
        byte[] bytes = Base64.getDecoder().decode(signature.signature());

        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(ManifestSignature.of(signature.statement(), flipped).isBy(signer.key()))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void one_trusted_key_of_several_is_enough_but_none_may_be_forged() {
        TestSigner old = signer(SigningAlgorithm.ECDSA_SHA_256);
        TestSigner current = signer(SigningAlgorithm.ED25519);
        ManifestSignature first = old.sign("penguins", DIGEST, AT);
        ManifestSignature second = current.sign("penguins", DIGEST, AT);
        ManifestSignature forged = new ManifestSignature(current.statement("penguins", DIGEST, AT), first.signature());

        assertThat(of(file(first, second), trusting(current))).isEqualTo(new Verdict.Signed(second.statement()));
        assertRefused(of(file(first, forged), trusting(old, current)), "has not signed this statement");
        assertRefused(of(file(second, old.sign("digits", DIGEST, AT)), trusting(current)), "is of model 'digits'");
    }

    @Test
    void what_was_signed_before_a_key_was_trusted_does_not_count() {
        TestSigner signer = signer(SigningAlgorithm.ED25519);
        byte[] file = file(signer.sign("penguins", DIGEST, AT));
        String key = signer.key().base64();

        assertThat(of(file, TrustedSigners.parse(key + "@2026-11-25T03:00:00Z")))
                .isInstanceOf(Verdict.Signed.class);
        assertRefused(
                of(file, TrustedSigners.parse(key + "@2026-11-25T03:00:01Z")),
                "was made at 2026-11-25T03:00:00Z",
                "is trusted since 2026-11-25T03:00:01Z");
    }

    @Test
    void a_file_that_is_none_is_refused_with_the_reason() {
        TrustedSigners trusted = trusting(signer(SigningAlgorithm.ED25519));

        assertRefused(of(new byte[0], trusted), "cannot be read: the signature's file is empty");
        assertRefused(of(new byte[SignatureFile.LARGEST + 1], trusted), "is longer than 65536 bytes");
        assertRefused(of("{\"schema\":2,\"signatures\":[]}".getBytes(StandardCharsets.UTF_8), trusted), "schema");
        assertRefused(
                of("{\"signatures\":[],\"schema\":1}".getBytes(StandardCharsets.UTF_8), trusted),
                "is not in its canonical form");
    }
}
