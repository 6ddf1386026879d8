package dev.slipway.deployer.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.deployer.cloud.InMemoryCloud;
import dev.slipway.deployer.cloud.InMemoryObjectStore;
import dev.slipway.deployer.cloud.Invocation;
import dev.slipway.deployer.console.RecordingConsole;
import dev.slipway.deployer.project.Project;
import dev.slipway.deployer.trust.KeyFile;
import dev.slipway.deployer.trust.ModelAudit;
import dev.slipway.deployer.trust.TrustPolicy;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ManifestJson;
import dev.slipway.inference.manifest.ModelKeys;
import dev.slipway.inference.pipeline.GoldenCases;
import dev.slipway.inference.trust.SignerKey;
import dev.slipway.inference.trust.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing and what a stack asks for, over a cloud in memory: no network is there to ask. */
class SignedDeployTest {
    private static final String FUNCTION = "slipway-penguins-function";
    private static final String BUCKET = "slipway-penguins-models";

    @TempDir
    Path project;

    private final InMemoryCloud cloud = new InMemoryCloud(FUNCTION);
    private final RecordingConsole console = new RecordingConsole();
    private Bundle bundle;
    private SignerKey key;

    @BeforeEach
    void make_a_project_with_a_key() throws Exception {
        Files.writeString(project.resolve("slipway.yaml"), "rollout: AllAtOnce\n");
        Files.writeString(project.resolve("template.yaml"), "Resources: {}\n");
        key = KeyFile.create(project.resolve("key.pem")).key();
        bundle = Bundle.read(copy("penguins-v1"));
        cloud.functions().answer(this::recorded);
    }

    private Path copy(String name) throws Exception {
        Path from = Path.of("..", "models", name);
        Path to = Files.createDirectory(project.resolve(name));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
        return to;
    }

    private DeploySteps signing(String reference) {
        return steps(Optional.of(reference));
    }

    private DeploySteps unsigned() {
        return steps(Optional.empty());
    }

    private DeploySteps steps(Optional<String> signingKey) {
        Project opened = Project.open(project, project);
        return new DeploySteps(new Workshop(
                opened,
                opened.file().environment("local").signedWith(signingKey),
                cloud,
                console,
                Clock.systemUTC(),
                duration -> {}));
    }

    private void stackAsksFor(boolean required, SignerKey... trusted) {
        FunctionVersion latest = cloud.functions().get(FUNCTION);
        Map<String, String> environment = new HashMap<>(latest.environment());
        environment.put("SLIPWAY_REQUIRE_SIGNED", Boolean.toString(required));
        environment.put(
                "SLIPWAY_TRUSTED_SIGNERS",
                String.join(",", Stream.of(trusted).map(SignerKey::base64).toList()));
        cloud.functions().updateEnvironment(FUNCTION, environment, latest.revisionId());
    }

    private void assertRefusedBeforeAnythingIsPublished(DeploySteps steps, String... why) {
        int versions = cloud.functions().versions(FUNCTION).size();
        assertThatThrownBy(() -> steps.release(bundle))
                .isInstanceOfSatisfying(
                        SlipwayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.REFUSED))
                .satisfies(e -> assertThat(e.getMessage()).contains(why));
        assertThat(cloud.functions().versions(FUNCTION)).hasSize(versions);
        assertThat(cloud.objects(BUCKET).list("rollouts/"))
                .as("no lease was taken")
                .isEmpty();
    }

    private InMemoryObjectStore bucket() {
        return cloud.objects(BUCKET);
    }

    private ModelAudit.Report audit(String digest, SignerKey... trusted) {
        String keys = String.join(",", Stream.of(trusted).map(SignerKey::base64).toList());
        return new ModelAudit(bucket(), "penguins", digest)
                .run(TrustPolicy.of(Map.of("SLIPWAY_REQUIRE_SIGNED", "true", "SLIPWAY_TRUSTED_SIGNERS", keys)));
    }

    @Test
    void a_signed_model_is_released_and_signed_once() {
        stackAsksFor(true, key);

        Outcome first = signing("key.pem").release(bundle);
        Outcome again = signing("key.pem").release(bundle);

        assertThat(first.version()).contains("2");
        assertThat(again.changed()).isFalse();
        ModelAudit.Report report = audit(first.digest(), key);
        assertThat(report.good()).isTrue();
        assertThat(report.signature()).startsWith("by file:key.pem at ").endsWith(key.fingerprint());
        assertThat(report.files()).isEqualTo(2);
    }

    @Test
    void an_unsigned_model_is_refused_where_the_stack_requires_a_signature() {
        stackAsksFor(true, key);

        assertRefusedBeforeAnythingIsPublished(
                unsigned(), "the stack slipway-penguins requires signed models and nobody has signed it");

        signing("key.pem").push(bundle);
        assertThat(unsigned().release(bundle).version())
                .as("signed by the push")
                .contains("2");
    }

    @Test
    void without_a_word_of_the_stack_unsigned_models_are_released() {
        assertThat(unsigned().release(bundle).version()).contains("2");
    }

    @Test
    void another_key_is_refused_whether_required_or_not() {
        KeyFile.create(project.resolve("other.pem"));
        stackAsksFor(false, key);

        assertRefusedBeforeAnythingIsPublished(
                signing("other.pem"), "its signature is by the key", "(file:other.pem) that is not trusted");
        stackAsksFor(true, key);
        assertRefusedBeforeAnythingIsPublished(unsigned(), "(file:other.pem) that is not trusted");

        assertThat(signing("key.pem").release(bundle).version())
                .as("a second signature, by a key that is trusted")
                .contains("2");
    }

    @ParameterizedTest
    @EnumSource
    void keys_of_the_cloud_sign(SigningAlgorithm algorithm) {
        SignerKey inCloud = cloud.signatures().create("alias/models", algorithm);
        stackAsksFor(true, inCloud);

        Outcome outcome = signing("alias/models").release(bundle);

        assertThat(outcome.version()).contains("2");
        assertThat(audit(outcome.digest(), inCloud).signature())
                .startsWith("by arn:aws:kms:us-east-1:000000000000:key/models at ")
                .contains(algorithm + ", public key " + inCloud.fingerprint());
    }

    @Test
    void a_fault_of_kms_is_told_and_the_same_command_ends_complete() {
        SignerKey inCloud = cloud.signatures().create("alias/models", SigningAlgorithm.ECDSA_SHA_256);
        stackAsksFor(true, inCloud);
        cloud.faults().failNext("sign", CloudException.Kind.ACCESS);

        assertThatThrownBy(() -> signing("alias/models").release(bundle))
                .isInstanceOf(CloudException.class)
                .hasMessage("sign failed");
        assertThat(signing("alias/models").release(bundle).version()).contains("2");
    }

    @Test
    void a_bundle_that_changed_since_is_another_manifest_and_unsigned() throws Exception {
        stackAsksFor(true, key);
        signing("key.pem").push(bundle);
        Path folder = bundle.folder();

        String golden = Files.readString(folder.resolve("golden.json"));
        Files.writeString(folder.resolve("golden.json"), golden + "\n");
        bundle = Bundle.read(folder);
        assertRefusedBeforeAnythingIsPublished(unsigned(), "nobody has signed it");
        Files.writeString(folder.resolve("golden.json"), golden);

        Files.move(folder.resolve("golden.json"), folder.resolve("cases.json"));
        String description = Files.readString(folder.resolve("model.yaml"));
        Files.writeString(folder.resolve("model.yaml"), description + "golden: cases.json\n");
        bundle = Bundle.read(folder);
        assertRefusedBeforeAnythingIsPublished(unsigned(), "nobody has signed it");
        Files.move(folder.resolve("cases.json"), folder.resolve("golden.json"));

        Files.writeString(folder.resolve("model.yaml"), description.replaceFirst("description: ", "description: Un"));
        bundle = Bundle.read(folder);
        assertRefusedBeforeAnythingIsPublished(unsigned(), "nobody has signed it");

        Files.writeString(folder.resolve("model.yaml"), description);
        bundle = Bundle.read(folder);
        assertThat(unsigned().release(bundle).version()).contains("2");
    }

    @Test
    void signatures_that_were_moved_or_altered_are_refused_and_not_written_over() {
        stackAsksFor(true, key);
        String digest = signing("key.pem").push(bundle).digest();
        String file = ModelKeys.signature("penguins", digest);
        byte[] good = bucket().get(file).orElseThrow().content();
        String text = new String(good, StandardCharsets.UTF_8);

        for (String altered : new String[] {
            text.replace("\"model\":\"penguins\"", "\"model\":\"digits\""),
            text.replace(digest, "ab".repeat(32)),
            text.replace("file:key.pem", "file:kez.pem"),
            text.replace("\"ED25519\"", "\"RSASSA_PSS_SHA_256\""),
            text + " ",
        }) {
            bucket().overwrite(file, altered.getBytes(StandardCharsets.UTF_8));
            assertRefusedBeforeAnythingIsPublished(unsigned(), "its signature ");
            assertThat(audit(digest, key).good()).isFalse();
        }
        bucket().overwrite(file, text.replace(digest, "ab".repeat(32)).getBytes(StandardCharsets.UTF_8));
        assertRefusedBeforeAnythingIsPublished(
                signing("key.pem"), "was not written for this manifest: it is of another manifest");

        bucket().overwrite(file, good);
        assertThat(unsigned().release(bundle).version()).contains("2");
    }

    @Test
    void an_audit_finds_every_file_that_was_changed_removed_or_swapped() {
        String digest = signing("key.pem").push(bundle).digest();
        String manifestKey = ModelKeys.manifest("penguins", digest);
        byte[] stored = bucket().get(manifestKey).orElseThrow().content();
        Manifest manifest = ManifestJson.read(stored);

        for (FileEntry file : manifest.files()) {
            String blob = ModelKeys.blob("penguins", file.sha256());
            byte[] good = bucket().get(blob).orElseThrow().content();
            byte[] flipped = good.clone();
            flipped[flipped.length / 2] ^= 1;
            bucket().overwrite(blob, flipped);
            assertThat(audit(digest, key).problems())
                    .singleElement()
                    .asString()
                    .contains("file '" + file.path() + "' was changed");
            bucket().delete(blob);
            assertThat(audit(digest, key).problems())
                    .singleElement()
                    .asString()
                    .contains("file '" + file.path() + "' is not there");
            bucket().overwrite(blob, good);
        }
        assertThat(audit(digest, key).good()).isTrue();
    }

    @Test
    void an_older_manifest_under_a_newer_name_is_found() throws Exception {
        String older = signing("key.pem").push(bundle).digest();
        byte[] manifest = bucket().get(ModelKeys.manifest("penguins", older))
                .orElseThrow()
                .content();
        byte[] signature = bucket().get(ModelKeys.signature("penguins", older))
                .orElseThrow()
                .content();
        Path golden = bundle.folder().resolve("golden.json");
        Files.writeString(golden, Files.readString(golden) + "\n");
        bundle = Bundle.read(bundle.folder());
        String newer = signing("key.pem").push(bundle).digest();

        bucket().overwrite(ModelKeys.manifest("penguins", newer), manifest);
        bucket().overwrite(ModelKeys.signature("penguins", newer), signature);

        assertThat(audit(newer, key).problems())
                .anySatisfy(problem -> assertThat(problem).contains("has the SHA-256 " + older))
                .anySatisfy(
                        problem -> assertThat(problem).contains("is of the manifest " + older + ", not of " + newer));
        stackAsksFor(true, key);
        assertRefusedBeforeAnythingIsPublished(unsigned(), "is of the manifest " + older);
    }

    @Test
    void a_manifest_that_was_changed_in_the_bucket_is_written_again() {
        String digest = signing("key.pem").push(bundle).digest();
        String manifest = ModelKeys.manifest("penguins", digest);
        byte[] good = bucket().get(manifest).orElseThrow().content();
        bucket().overwrite(manifest, new byte[] {'{', '}'});
        assertThat(audit(digest, key).problems()).singleElement().asString().contains("it was changed");

        signing("key.pem").push(bundle);

        assertThat(bucket().get(manifest).orElseThrow().content()).isEqualTo(good);
        assertThat(audit(digest, key).good()).isTrue();
    }

    private Invocation recorded(FunctionVersion version, String request) {
        byte[] response = GoldenCases.read(bundle.goldenFile()).stream()
                .filter(golden -> new String(golden.request(), StandardCharsets.UTF_8).equals(request))
                .findFirst()
                .orElseThrow()
                .response();
        return new Invocation(version.version(), Optional.empty(), response);
    }
}
