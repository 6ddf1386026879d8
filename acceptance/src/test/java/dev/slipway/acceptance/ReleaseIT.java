package dev.slipway.acceptance;

import static dev.slipway.acceptance.BackendName.AWS;
import static dev.slipway.acceptance.BackendName.EMBEDDED;
import static dev.slipway.acceptance.BackendName.EMBEDDED_REST;
import static dev.slipway.acceptance.BackendName.LOCALSTACK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole way, from nothing to a second release and back, in the order in which a user goes it. */
@VerifiedOn({EMBEDDED, EMBEDDED_REST, LOCALSTACK})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReleaseIT {
    @Test
    @Order(1)
    void before_the_first_release_the_api_says_what_to_run(Backend cloud) {
        HttpResponse<String> answer = cloud.post(Penguins.INFER, Penguins.gentoo());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("error", "not ready", "slipway deploy");
    }

    @Test
    @Order(2)
    void a_push_uploads_every_file_and_releases_nothing(Backend cloud) {
        JsonNode pushed = cloud.slipway().done("push", Penguins.V1, "--output", "json");

        assertThat(pushed.get("uploadedFiles").asInt()).isPositive();
        assertThat(pushed.get("version").isNull()).as(pushed.toString()).isTrue();
        assertThat(status(cloud).at("/aliases/live/version").asText()).isEqualTo("1");
    }

    @Test
    @Order(3)
    @NotOn(backend = EMBEDDED, because = "its S3 says AES256 whatever the bucket's rule")
    @NotOn(backend = EMBEDDED_REST, because = "its S3 says AES256 whatever the bucket's rule")
    void what_was_pushed_is_encrypted_with_the_stacks_own_key(Backend cloud) {
        StackOutputs stack = cloud.outputs();
        String key = cloud.clients()
                .s3()
                .listObjectsV2(request -> request.bucket(stack.bucket()).prefix("models/penguins/blobs/"))
                .contents()
                .get(0)
                .key();

        assertThat(cloud.clients()
                        .s3()
                        .headObject(request -> request.bucket(stack.bucket()).key(key))
                        .serverSideEncryptionAsString())
                .isEqualTo("aws:kms");
    }

    @Test
    @Order(4)
    void a_deploy_makes_the_model_answer(Backend cloud) {
        JsonNode deploy = cloud.slipway().done("deploy", Penguins.V1, "--output", "json");

        HttpResponse<String> answer = cloud.post(Penguins.INFER, Penguins.gentoo());

        assertThat(deploy.get("uploadedFiles").asInt()).isZero(); // the push was before
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = EmbeddedCloud.json(answer.body());
        assertThat(body.get("model_name").asText()).isEqualTo("penguins");
        assertThat(output(body, "label")).isEqualTo("Gentoo");
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("x-slipway-model-version"))
                .hasValue(body.get("model_version").asText());
        assertThat(answer.headers().firstValue("x-slipway-model-digest"))
                .hasValue(deploy.get("digest").asText());
        assertThat(answer.headers().firstValue("x-slipway-request-id")).isPresent();
    }

    @Test
    @Order(5)
    void the_same_deploy_again_has_nothing_to_do(Backend cloud) {
        String before = status(cloud).toString();

        Slipway.Outcome again = cloud.slipway().run("deploy", Penguins.V1);

        assertThat(again.exit()).as(again.toString()).isZero();
        assertThat(again.stdout() + again.stderr()).containsIgnoringCase("nothing to do");
        assertThat(status(cloud).toString()).isEqualTo(before);
    }

    @Test
    @Order(6)
    void a_wrong_request_names_its_field_and_the_next_call_is_served(Backend cloud) {
        HttpResponse<String> wrong =
                cloud.post(Penguins.INFER, Penguins.row("Biscoe", "\"long\"", "13.2", "211", "4500", "null"));
        HttpResponse<String> next = cloud.post(Penguins.INFER, Penguins.gentoo());

        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(EmbeddedCloud.json(wrong.body()).get("error").asText()).contains("bill_length_mm");
        assertThat(next.statusCode()).isEqualTo(200);
    }

    @Test
    @Order(7)
    void what_is_not_there_is_a_404(Backend cloud) {
        assertThat(cloud.post("/v2/models/nobody/infer", "{}").statusCode()).isEqualTo(404);
        assertThat(cloud.get("/v2/models/penguins/versions/99").statusCode()).isEqualTo(404);
    }

    @Test
    @Order(8)
    void a_release_waits_behind_candidate_without_traffic(Backend cloud) {
        String live = version(cloud);

        JsonNode release = cloud.slipway().done("release", Penguins.V2, "--output", "json");
        JsonNode aliases = status(cloud).get("aliases");

        assertThat(aliases.at("/candidate/version")).isEqualTo(release.get("version"));
        assertThat(aliases.at("/live/version").asText()).isEqualTo(live);
        assertThat(version(cloud)).isEqualTo(live);
    }

    @Test
    @Order(9)
    void a_shift_splits_the_traffic_as_its_weight_says(Backend cloud) {
        String stable = version(cloud);
        String canary = status(cloud).at("/aliases/candidate/version").asText();

        cloud.slipway().done("shift", "penguins", "live", canary + "=10", "--output", "json");

        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < Split.CALLS; i++) {
            seen.merge(version(cloud), 1, Integer::sum);
        }
        assertThat(seen).containsOnlyKeys(stable, canary);
        assertThat(seen.get(canary))
                .as("calls of the canary, of %d at 10 %%", Split.CALLS)
                .isBetween(Split.least(0.10), Split.most(0.10));
    }

    @Test
    @Order(10)
    void a_rollback_in_the_middle_of_a_shift_gives_all_traffic_back(Backend cloud) {
        JsonNode split = status(cloud).at("/aliases/live");
        String stable = split.get("version").asText();

        cloud.slipway().done("rollback", "penguins", "--output", "json");

        assertThat(split.get("weights").size()).isEqualTo(1);
        assertThat(status(cloud).at("/aliases/live/version").asText()).isEqualTo(stable);
        assertThat(status(cloud).at("/aliases/live/weights").size()).isZero();
        for (int i = 0; i < 20; i++) {
            assertThat(version(cloud)).isEqualTo(stable);
        }
    }

    @Test
    @Order(11)
    void a_second_release_takes_the_traffic_and_a_rollback_brings_the_first_one_back(Backend cloud) {
        String first = version(cloud);
        cloud.slipway().done("deploy", Penguins.V2, "--output", "json");
        String second = version(cloud);

        cloud.slipway().done("rollback", "penguins", "--output", "json");

        assertThat(second).isNotEqualTo(first);
        assertThat(version(cloud)).isEqualTo(first);
    }

    @Test
    @Order(12)
    void history_and_diff_name_both_releases(Backend cloud) {
        JsonNode history = cloud.slipway().done("history", "penguins", "--output", "json");
        Slipway.Outcome diff = cloud.slipway().run("diff", "penguins", "2", "3");

        assertThat(history.toString()).contains("penguins");
        assertThat(diff.exit()).as(diff.toString()).isZero();
        assertThat(diff.stdout()).contains("model.onnx");
    }

    @Test
    @Order(13)
    @NotOn(backend = LOCALSTACK, because = "its state is in its memory: after a kill everything is gone")
    @NotOn(backend = AWS, because = "nobody can kill it")
    void the_state_survives_a_kill_of_the_cloud(Backend cloud) {
        String before = version(cloud);

        ((EmbeddedCloud) cloud).killAndRestart();

        assertThat(version(cloud)).isEqualTo(before);
    }

    private static String version(Backend cloud) {
        HttpResponse<String> answer = cloud.post(Penguins.INFER, Penguins.gentoo());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return EmbeddedCloud.json(answer.body()).get("model_version").asText();
    }

    private static JsonNode status(Backend cloud) {
        return cloud.slipway().done("status", "penguins", "--output", "json");
    }

    private static String output(JsonNode body, String name) {
        for (JsonNode output : body.get("outputs")) {
            if (output.get("name").asText().equals(name)) {
                return output.get("data").get(0).asText();
            }
        }
        throw new AssertionError("no output " + name + " in " + body);
    }
}
