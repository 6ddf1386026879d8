package dev.slipway.deployer.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.cloud.Alias;
import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.deployer.cloud.InMemoryCloud;
import dev.slipway.deployer.cloud.Invocation;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.cloud.StoredObject;
import dev.slipway.deployer.console.RecordingConsole;
import dev.slipway.deployer.ledger.Ledger;
import dev.slipway.deployer.ledger.Release;
import dev.slipway.deployer.project.Project;
import dev.slipway.inference.manifest.ModelKeys;
import dev.slipway.inference.pipeline.GoldenCases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole deploys of a real bundle over a cloud in memory. */
class DeployStepsTest {
    private static final Path BUNDLES = Path.of("..", "models");
    private static final String FUNCTION = "slipway-penguins-function";
    private static final String BUCKET = "slipway-penguins-models";

    @TempDir
    Path project;

    private final InMemoryCloud cloud = new InMemoryCloud(FUNCTION);
    private final RecordingConsole console = new RecordingConsole();
    private Bundle bundle;

    @BeforeEach
    void answer_as_recorded() throws Exception {
        Files.writeString(project.resolve("slipway.yaml"), "rollout: AllAtOnce\n");
        Files.writeString(project.resolve("template.yaml"), "Resources: {}\n");
        bundle = Bundle.read(BUNDLES.resolve("penguins-v1"));
        cloud.functions().answer((version, request) -> recorded(version, request));
    }

    @Test
    void the_first_deploy_gives_live_to_the_release() {
        Outcome outcome = steps().deploy(bundle);

        assertThat(outcome.version()).contains("2");
        assertThat(outcome.changed()).isTrue();
        assertThat(live()).isEqualTo("2");
        assertThat(candidate()).isEqualTo("2");
        assertThat(ledger()).singleElement().satisfies(release -> {
            assertThat(release.digest()).isEqualTo(outcome.digest());
            assertThat(release.by()).isEqualTo("arn:aws:iam::000000000000:user/test");
        });
    }

    @Test
    void the_ledger_names_variables_that_are_not_slipways_and_keeps_no_value_of_theirs() {
        FunctionVersion latest = cloud.functions().get(FUNCTION);
        cloud.functions()
                .updateEnvironment(
                        FUNCTION,
                        Map.of("SLIPWAY_MODEL", "penguins", "DATABASE_PASSWORD", "secret"),
                        latest.revisionId());

        String digest = steps().release(bundle).digest();

        assertThat(ledger())
                .singleElement()
                .satisfies(release -> assertThat(release.environment())
                        .containsEntry("DATABASE_PASSWORD", "set")
                        .containsEntry("SLIPWAY_MODEL", "penguins")
                        .containsEntry("SLIPWAY_MODEL_DIGEST", digest)
                        .doesNotContainValue("secret"));
    }

    @Test
    void the_same_deploy_again_has_nothing_to_do() {
        steps().deploy(bundle);

        Outcome again = steps().deploy(bundle);

        assertThat(again.changed()).isFalse();
        assertThat(again.version()).contains("2");
        assertThat(ledger()).hasSize(1);
    }

    @Test
    void a_push_uploads_only_what_is_missing() {
        assertThat(steps().push(bundle).uploadedFiles()).isEqualTo(2);
        assertThat(steps().push(bundle).uploadedFiles()).isZero();
    }

    @Test
    void a_manifest_that_was_changed_in_the_bucket_is_written_again() {
        String digest = steps().push(bundle).digest();
        ObjectStore store = cloud.objects(BUCKET);
        String key = ModelKeys.manifest("penguins", digest);
        byte[] truth = store.get(key).orElseThrow().content();
        store.replaceIfMatch(key, bytes("{}"), store.get(key).orElseThrow().etag());

        steps().push(bundle);

        assertThat(store.get(key).orElseThrow().content()).isEqualTo(truth);
    }

    @Test
    void what_a_prune_took_between_push_and_release_is_uploaded_again() {
        steps().release(bundle);
        ObjectStore store = cloud.objects(BUCKET);
        List<String> keys =
                store.list("models/").stream().map(StoredObject::key).toList();
        cloud.faults()
                .beforeNext("replaceIfMatch", () -> keys.forEach(store::delete)); // that is: before the lease is taken

        steps().release(bundle);

        assertThat(store.list("models/")).extracting(StoredObject::key).isEqualTo(keys);
        assertThat(console.said()).contains("uploading  again what a prune has deleted meanwhile");
    }

    @Test
    void a_version_that_fails_its_smoke_test_gets_no_traffic() {
        cloud.functions()
                .answer((version, request) -> new Invocation(
                        version.version(), Optional.of("Unhandled"), bytes("{\"errorMessage\":\"no\"}")));

        assertThatThrownBy(() -> steps().deploy(bundle))
                .isInstanceOfSatisfying(
                        SlipwayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.REFUSED))
                .hasMessageContaining("version 2 of " + FUNCTION + " fails its smoke test and gets no traffic")
                .hasMessageContaining("the function failed (Unhandled)");
        assertThat(live()).isEqualTo("1");
        assertThat(candidate()).isEqualTo("1");
        assertThat(ledger()).isEmpty();
    }

    @Test
    void after_a_fault_at_any_call_the_same_command_ends_complete() {
        for (String operation :
                List.of("create", "putBlob", "updateEnvironment", "publish", "invoke", "putIfAbsent", "writeAlias")) {
            InMemoryCloud faulty = new InMemoryCloud(FUNCTION);
            faulty.functions().answer(DeployStepsTest.this::recorded);
            faulty.faults().loseAnswerOf(operation);

            assertThatThrownBy(() -> steps(faulty).deploy(bundle))
                    .as(operation)
                    .isInstanceOf(CloudException.class)
                    .hasMessageContaining("gave no answer");
            steps(faulty).deploy(bundle);

            assertThat(faulty.functions().alias(FUNCTION, "live").map(Alias::version))
                    .as(operation)
                    .contains("2");
            assertThat(new Ledger(faulty.objects(BUCKET), FUNCTION).list())
                    .as(operation)
                    .hasSize(1);
        }
    }

    @Test
    void code_that_changes_between_update_and_publish_is_seen_and_published() {
        cloud.faults().failNext("publish", CloudException.Kind.PRECONDITION);

        assertThat(steps().release(bundle).version()).contains("2");
    }

    private DeploySteps steps() {
        return steps(cloud);
    }

    private DeploySteps steps(InMemoryCloud on) {
        Project opened = Project.open(project, project);
        return new DeploySteps(new Workshop(
                opened, opened.file().environment("local"), on, console, Clock.systemUTC(), duration -> {}));
    }

    private Invocation recorded(FunctionVersion version, String request) {
        byte[] response = GoldenCases.read(bundle.goldenFile()).stream()
                .filter(golden -> new String(golden.request(), StandardCharsets.UTF_8).equals(request))
                .findFirst()
                .orElseThrow()
                .response();
        return new Invocation(version.version(), Optional.empty(), response);
    }

    private List<Release> ledger() {
        return new Ledger(cloud.objects(BUCKET), FUNCTION).list();
    }

    private String live() {
        return cloud.functions().alias(FUNCTION, "live").orElseThrow().version();
    }

    private String candidate() {
        return cloud.functions().alias(FUNCTION, "candidate").orElseThrow().version();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
