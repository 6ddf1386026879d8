package dev.slipway.acceptance;

import static dev.slipway.acceptance.BackendName.EMBEDDED;
import static dev.slipway.acceptance.BackendName.LOCALSTACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.cloud.ApiAccess;
import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.aws.AwsCloud;
import dev.slipway.deployer.lease.Holder;
import dev.slipway.deployer.prune.Prune;
import dev.slipway.deployer.prune.PruneReport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Three releases, of which the oldest is named by nothing any more. */
@VerifiedOn({EMBEDDED, LOCALSTACK})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PruneIT {
    private static final String OLDEST = "2";

    @Test
    @Order(1)
    void a_dry_run_names_the_oldest_release_and_deletes_nothing(Backend cloud) {
        for (String bundle : List.of(Penguins.V1, Penguins.V2, Penguins.BAD)) {
            cloud.slipway().done("deploy", bundle, "--output", "json");
        }
        List<String> before = versions(cloud);

        JsonNode plan = cloud.slipway().done("prune", "penguins", "--keep", "1", "--dry-run", "--output", "json");

        assertThat(plan.get("versions")).hasSize(1);
        assertThat(plan.at("/versions/0/version").asText()).isEqualTo(OLDEST);
        assertThat(plan.get("objects")).isEmpty(); // they are younger than an hour
        assertThat(versions(cloud)).isEqualTo(before).contains(OLDEST);
    }

    @Test
    @Order(2)
    void a_prune_deletes_its_version_and_the_service_goes_on(Backend cloud) {
        String live = version(cloud);

        JsonNode pruned = cloud.slipway().done("prune", "penguins", "--keep", "1", "--output", "json");
        JsonNode again = cloud.slipway().done("prune", "penguins", "--keep", "1", "--output", "json");

        assertThat(pruned.at("/versions/0/version").asText()).isEqualTo(OLDEST);
        assertThat(again.get("versions")).isEmpty();
        assertThatThrownBy(() -> cloud.clients()
                        .lambda()
                        .getFunctionConfiguration(request ->
                                request.functionName(cloud.outputs().function()).qualifier(OLDEST)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(versions(cloud)).contains("$LATEST", "1", live).doesNotContain(OLDEST);
        assertThat(version(cloud)).isEqualTo(live);
    }

    @Test
    @Order(3)
    void history_says_what_was_pruned_and_a_rollback_goes_to_what_was_kept(Backend cloud) {
        JsonNode history = cloud.slipway().done("history", "penguins", "--output", "json");
        Slipway.Outcome refused = cloud.slipway().run("rollback", "penguins", "--to", OLDEST);
        JsonNode rollback = cloud.slipway().done("rollback", "penguins", "--output", "json");

        assertThat(history).hasSize(3);
        assertThat(history.get(2).at("/release/version").asText()).isEqualTo(OLDEST);
        assertThat(history.get(2).at("/pruned/at").isMissingNode()).isFalse();
        assertThat(history.get(0).at("/pruned").isNull()).isTrue();
        assertThat(refused.exit()).as(refused.toString()).isEqualTo(1);
        assertThat(refused.stderr()).contains("version 2 of").contains("does not exist");
        assertThat(rollback.get("to").asText()).isEqualTo("3");
        assertThat(version(cloud)).isEqualTo("3");
    }

    @Test
    @Order(4)
    void its_files_go_when_they_are_old_and_the_same_bundle_is_released_anew(Backend cloud) {
        List<String> before = objects(cloud);

        PruneReport report = pruneInTwoDays(cloud);
        JsonNode anew = cloud.slipway().done("deploy", Penguins.V1, "--output", "json");

        assertThat(report.objects())
                .isNotEmpty()
                .allSatisfy(key ->
                        assertThat(key).matches("models/penguins/(manifests|blobs)/sha256/[0-9a-f]{64}(\\.json)?"));
        assertThat(before).containsAll(report.objects());
        assertThat(anew.get("uploadedFiles").asInt()).isPositive();
        assertThat(version(cloud)).isEqualTo(anew.get("version").asText()).isNotEqualTo(OLDEST);
        cloud.slipway().done("rollback", "penguins", "--output", "json");
        assertThat(version(cloud)).isEqualTo("3");
    }

    /** As the command would then: nothing else can make an object old. */
    private static PruneReport pruneInTwoDays(Backend backend) {
        StackOutputs outputs = backend.outputs();
        try (Cloud cloud = AwsCloud.open(backend.access())) {
            return new Prune(
                            cloud,
                            new dev.slipway.deployer.cloud.ModelStack(
                                    "penguins",
                                    backend.stack(),
                                    outputs.function(),
                                    outputs.bucket(),
                                    outputs.apiUrl(),
                                    ApiAccess.NONE,
                                    "live",
                                    "candidate"),
                            Clock.offset(Clock.systemUTC(), Duration.ofDays(2)))
                    .run(1, Holder.ofThisProcess("prune"));
        }
    }

    private static List<String> versions(Backend cloud) {
        return cloud
                .clients()
                .lambda()
                .listVersionsByFunctionPaginator(
                        request -> request.functionName(cloud.outputs().function()))
                .versions()
                .stream()
                .map(FunctionConfiguration::version)
                .toList();
    }

    private static List<String> objects(Backend cloud) {
        return cloud
                .clients()
                .s3()
                .listObjectsV2Paginator(
                        request -> request.bucket(cloud.outputs().bucket()).prefix("models/"))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    private static String version(Backend cloud) {
        return EmbeddedCloud.json(cloud.post(Penguins.INFER, Penguins.gentoo()).body())
                .get("model_version")
                .asText();
    }
}
