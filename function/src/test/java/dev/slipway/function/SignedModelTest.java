package dev.slipway.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.function.RunningFunction.Answer;
import dev.slipway.function.store.FakeS3;
import dev.slipway.function.store.ModelTrust;
import dev.slipway.function.store.TestBundle;
import dev.slipway.function.store.TestSigner;
import dev.slipway.inference.manifest.ModelKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the function believes; nothing here reaches further than this machine's loopback, so that KMS cannot be asked. */
class SignedModelTest {
    private static final TestSigner SIGNER = new TestSigner();

    @TempDir
    Path root;

    private FakeS3 s3;
    private TestBundle bundle;
    private String request;

    @BeforeEach
    void push_penguins() throws IOException {
        s3 = new FakeS3();
        bundle = TestBundle.real("penguins-v2");
        bundle.pushTo(s3);
        request = RunningFunction.parse(new String(bundle.files().getOrDefault("golden.json", new byte[0]), UTF_8))
                .path(0)
                .path("request")
                .toString();
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private RunningFunction function(TestBundle released, ModelTrust trust) {
        return new RunningFunction(s3.location(), Optional.of(released.release()), trust, root);
    }

    private void assertServed(ModelTrust trust) throws IOException {
        assertThat(function(bundle, trust).infer(request).status()).isEqualTo(200);
    }

    /** Answered 503, told in the log, and nothing of the model was asked for or kept. */
    private void assertRefused(TestBundle released, ModelTrust trust, String... why) throws IOException {
        int before = s3.requests().size();
        RunningFunction function = function(released, trust);
        Answer answer = function.infer(request);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.error()).contains(why);
        JsonNode line = function.logs().get(0);
        assertThat(line.path("level").asText()).isEqualTo("ERROR");
        assertThat(line.path("message").asText())
                .contains(why)
                .contains(released.release().manifestKey());
        assertThat(function.metrics().get(0).path("LoadErrors").asInt()).isEqualTo(1);
        assertThat(s3.requests().subList(before, s3.requests().size())).noneMatch(key -> key.contains("/blobs/"));
        try (Stream<Path> kept = Files.list(root)) {
            assertThat(kept).isEmpty();
        }
    }

    @Test
    void a_signed_release_is_served() throws IOException {
        SIGNER.sign(bundle, s3);

        assertServed(SIGNER.trust(true));
    }

    @Test
    void an_unsigned_release_is_refused_where_a_signature_is_required() throws IOException {
        assertRefused(bundle, SIGNER.trust(true), "SLIPWAY_REQUIRE_SIGNED is true", "is not there", "--sign");
    }

    @Test
    void a_signature_that_the_role_may_not_list_counts_as_missing() throws IOException {
        s3.deny(signatureKey());

        assertRefused(bundle, SIGNER.trust(true), "SLIPWAY_REQUIRE_SIGNED is true", "is not there");
        assertServed(SIGNER.trust(false));
    }

    private String signatureKey() {
        return ModelKeys.signature(bundle.manifest().model(), bundle.manifest().digest());
    }

    @Test
    void an_unsigned_release_is_served_where_none_is_required() throws IOException {
        assertServed(SIGNER.trust(false));
    }

    @Test
    void without_trusted_signers_nobody_asks_for_a_signature() throws IOException {
        assertServed(ModelTrust.ANYBODY);

        assertThat(s3.requests()).noneMatch(key -> key.endsWith(".sig.json"));
    }

    @Test
    void another_key_is_refused_whether_required_or_not() throws IOException {
        new TestSigner().sign(bundle, s3);

        assertRefused(bundle, SIGNER.trust(true), "its signature is by the key", "that is not trusted");
        assertRefused(bundle, SIGNER.trust(false), "its signature is by the key", "that is not trusted");
    }

    @Test
    void a_stripped_signature_is_refused() throws IOException {
        s3.put(signatureKey(), "{\"schema\":1,\"signatures\":[]}".getBytes(UTF_8));

        assertRefused(bundle, SIGNER.trust(true), "SLIPWAY_REQUIRE_SIGNED is true");
    }

    @Test
    void a_signature_of_another_model_or_manifest_is_refused() throws IOException {
        String digest = bundle.manifest().digest();
        s3.put(signatureKey(), SIGNER.sign("digits", digest));
        assertRefused(bundle, SIGNER.trust(true), "is of model 'digits', not 'penguins'");

        String other = "ab".repeat(32);
        s3.put(signatureKey(), SIGNER.sign("penguins", other));
        assertRefused(bundle, SIGNER.trust(true), "is of the manifest " + other + ", not of " + digest);
    }

    @Test
    void an_altered_statement_is_refused() throws IOException {
        String signed = new String(SIGNER.sign("penguins", bundle.manifest().digest()), UTF_8);

        s3.put(signatureKey(), signed.replace("03:00:00Z", "04:00:00Z").getBytes(UTF_8));
        assertRefused(bundle, SIGNER.trust(true), "has not signed this statement");
        s3.put(
                signatureKey(),
                signed.replace("\"ED25519\"", "\"ECDSA_SHA_256\"").getBytes(UTF_8));
        assertRefused(bundle, SIGNER.trust(true), "says the algorithm ECDSA_SHA_256");
        s3.put(signatureKey(), signed.replace("\"signatures\"", "\"signature\"").getBytes(UTF_8));
        assertRefused(bundle, SIGNER.trust(true), "cannot be read");
    }

    @Test
    void a_changed_added_removed_or_renamed_file_is_another_manifest_and_not_signed() throws IOException {
        SIGNER.sign(bundle, s3);
        byte[] signature = SIGNER.sign("penguins", bundle.manifest().digest());

        for (TestBundle other : new TestBundle[] {
            bundle.with("model.onnx", new byte[] {1}),
            bundle.with("golden.json", "[]".getBytes(UTF_8)),
            bundle.with("more.bin", new byte[] {1}),
            bundle.with("more.bin", new byte[] {1}).renamed("more.bin", "weights.bin"),
        }) {
            other.pushTo(s3);
            assertRefused(other, SIGNER.trust(true), "is not there");
            s3.put(ModelKeys.signature("penguins", other.manifest().digest()), signature);
            assertRefused(
                    other,
                    SIGNER.trust(true),
                    "is of the manifest " + bundle.manifest().digest());
        }
    }

    @Test
    void an_older_manifest_under_a_newer_name_is_refused() throws IOException {
        SIGNER.sign(bundle, s3);
        TestBundle newer = bundle.with("golden.json", "[]".getBytes(UTF_8));
        newer.pushTo(s3);
        SIGNER.sign(newer, s3);
        s3.put(newer.release().manifestKey(), bundle.manifestBytes());
        s3.put(
                ModelKeys.signature("penguins", newer.manifest().digest()),
                SIGNER.sign("penguins", bundle.manifest().digest()));

        assertRefused(
                newer,
                SIGNER.trust(true),
                "has the SHA-256 " + bundle.manifest().digest());
    }

    @Test
    void no_bit_of_the_manifest_can_be_flipped() throws IOException {
        SIGNER.sign(bundle, s3);
        byte[] good = bundle.manifestBytes();

        for (int bit = 0; bit < good.length * 8; bit += 97) { // every place of a byte, all over the file
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            s3.put(bundle.release().manifestKey(), flipped);
            assertRefused(bundle, SIGNER.trust(true), "has the SHA-256", "changed after its release");
        }
    }

    @Test
    void a_refused_release_is_served_once_it_is_signed() throws IOException {
        RunningFunction function = function(bundle, SIGNER.trust(true));
        assertThat(function.infer(request).status()).isEqualTo(503);

        SIGNER.sign(bundle, s3);

        assertThat(function.infer(request).status()).isEqualTo(200);
    }
}
