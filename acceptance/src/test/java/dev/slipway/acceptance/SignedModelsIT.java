package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.s3.S3Client;

/** Where the stack asks for signed models, what is not signed is neither released nor loaded, whoever wrote the bucket. */
@VerifiedOn(BackendName.EMBEDDED) // asks for a stack of its own, and for a function that has loaded nothing yet
class SignedModelsIT {
    @TempDir
    Path project;

    @Test
    void what_nobody_trusted_has_signed_is_neither_released_nor_loaded() throws IOException {
        try (EmbeddedCloud cloud = EmbeddedCloud.up(project, "AllAtOnce")) {
            JsonNode key = cloud.slipway().done("key", "create", "--output", "json");
            trust(key.path("publicKey").asText());

            Slipway.Outcome unsigned = cloud.slipway().run("deploy", Penguins.V1);
            assertThat(unsigned.exit()).as(unsigned.toString()).isEqualTo(6);
            assertThat(unsigned.stderr()).contains("requires signed models and nobody has signed it", "--sign");
            assertThat(cloud.post(Penguins.INFER, Penguins.gentoo()).body()).contains("no release yet");

            String older = digest(cloud.slipway().done("deploy", Penguins.V1, "--sign", "--output", "json"));
            String newer = digest(cloud.slipway().done("deploy", Penguins.V2, "--sign", "--output", "json"));
            assertServed(cloud);
            JsonNode verified = cloud.slipway().done("verify", "penguins", "--output", "json");
            assertThat(verified.path("digest").asText()).isEqualTo(newer);
            assertThat(verified.path("signature").asText())
                    .startsWith("by file:signing-key.pem at ")
                    .endsWith(key.path("fingerprint").asText());

            new Tampering(cloud).with(older, newer);
        }
    }

    /** Everything that somebody who may write the bucket can do to a release. */
    private record Tampering(EmbeddedCloud cloud) {
        void with(String older, String newer) {
            String bucket = cloud.outputs().bucket();
            byte[] manifest = read(bucket, manifest(newer));
            byte[] signature = read(bucket, signature(newer));
            byte[] flipped = manifest.clone();
            flipped[flipped.length / 2] ^= 1;
            cloud.killAndRestart(); // a container that is warm already holds what it has verified

            write(bucket, signature(newer), read(bucket, signature(older)));
            assertRefused("is of the manifest " + older + ", not of " + newer);
            write(bucket, manifest(newer), read(bucket, manifest(older)));
            assertRefused("has the SHA-256 " + older);
            write(bucket, manifest(newer), flipped);
            assertRefused("changed after its release");
            write(bucket, manifest(newer), manifest);
            write(bucket, signature(newer), altered(signature, "\"model\":\"penguins\"", "\"model\":\"digits\""));
            assertRefused("is of model 'digits', not 'penguins'");
            write(bucket, signature(newer), altered(signature, "\"ED25519\"", "\"ECDSA_SHA_256\""));
            assertRefused("says the algorithm ECDSA_SHA_256");
            write(bucket, signature(newer), altered(signature, "file:signing-key.pem", "file:another-key.pem"));
            assertRefused("has not signed this statement");
            s3().deleteObject(request -> request.bucket(bucket).key(signature(newer)));
            assertRefused("SLIPWAY_REQUIRE_SIGNED is true");
            byKeyOfAnother(bucket, newer);

            write(bucket, signature(newer), signature);
            assertServed(cloud);
        }

        private void byKeyOfAnother(String bucket, String digest) {
            cloud.slipway().done("key", "create", "other.pem", "--output", "json");
            cloud.slipway().done("push", Penguins.V2, "--signing-key", "other.pem", "--output", "json");
            assertThat(new String(read(bucket, signature(digest)), StandardCharsets.UTF_8))
                    .contains("file:other.pem");
            assertRefused("(file:other.pem) that is not trusted");
        }

        private void assertRefused(String why) {
            HttpResponse<String> answer = cloud.post(Penguins.INFER, Penguins.gentoo());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.body()).contains(why);
            Slipway.Outcome verify = cloud.slipway().run("verify", "penguins");
            assertThat(verify.exit()).as(verify.toString()).isEqualTo(6);
        }

        private S3Client s3() {
            return cloud.clients().s3();
        }

        private byte[] read(String bucket, String key) {
            return s3().getObjectAsBytes(request -> request.bucket(bucket).key(key))
                    .asByteArray();
        }

        private void write(String bucket, String key, byte[] bytes) {
            s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
        }

        private static byte[] altered(byte[] json, String from, String to) {
            String text = new String(json, StandardCharsets.UTF_8);
            assertThat(text).contains(from);
            return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
        }

        private static String manifest(String digest) {
            return "models/penguins/manifests/sha256/" + digest + ".json";
        }

        private static String signature(String digest) {
            return "models/penguins/manifests/sha256/" + digest + ".sig.json";
        }
    }

    @Test
    void keys_of_kms_sign_by_alias_and_the_function_verifies_without_kms() throws IOException {
        try (EmbeddedCloud cloud = EmbeddedCloud.up(project, "AllAtOnce")) {
            createKey(cloud, KeySpec.ECC_NIST_P256, "alias/models");
            JsonNode key = cloud.slipway().done("key", "show", "alias/models", "--output", "json");
            trust(key.path("publicKey").asText());

            cloud.slipway().done("deploy", Penguins.V1, "--signing-key", "alias/models", "--output", "json");

            assertServed(cloud);
            assertThat(cloud.slipway()
                            .done("verify", "penguins", "--output", "json")
                            .path("signature")
                            .asText())
                    .startsWith("by arn:aws:kms:us-east-1:000000000000:key/")
                    .contains("ECDSA_SHA_256");
            for (KeySpec spec : List.of(KeySpec.RSA_2048, KeySpec.ECC_NIST_EDWARDS25519)) {
                String alias = "alias/" + spec;
                createKey(cloud, spec, alias);
                String publicKey = cloud.slipway()
                        .done("key", "show", alias, "--output", "json")
                        .path("publicKey")
                        .asText();
                cloud.slipway().done("push", Penguins.V1, "--signing-key", alias, "--output", "json");
                JsonNode verified =
                        cloud.slipway().done("verify", "penguins", "--trusted", publicKey, "--output", "json");
                assertThat(verified.path("by").path("signer").asText()).startsWith("arn:aws:kms:");
            }
        }
    }

    private void trust(String publicKey) throws IOException {
        Files.writeString(project.resolve("slipway.yaml"), """
                default_environment: local
                environments:
                  local:
                    embedded: true
                    parameters: {RequireSignedModels: "true", TrustedSigners: "%s"}
                rollout: AllAtOnce
                """.formatted(publicKey));
    }

    private static void createKey(EmbeddedCloud cloud, KeySpec spec, String alias) {
        KmsClient kms = cloud.clients().kms();
        String id = kms.createKey(request -> request.keySpec(spec).keyUsage(KeyUsageType.SIGN_VERIFY))
                .keyMetadata()
                .keyId();
        kms.createAlias(request -> request.aliasName(alias).targetKeyId(id));
    }

    private static String digest(JsonNode outcome) {
        return outcome.path("digest").asText();
    }

    private static void assertServed(EmbeddedCloud cloud) {
        HttpResponse<String> served = cloud.post(Penguins.INFER, Penguins.gentoo());
        assertThat(served.statusCode()).as(served.body()).isEqualTo(200);
    }
}
