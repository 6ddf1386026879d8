package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The way from nothing to a second release, in the order in which a user goes it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReleaseIT {
    @TempDir
    static Path project;

    private static EmbeddedCloud cloud;

    @BeforeAll
    static void start() {
        cloud = EmbeddedCloud.up(project, "AllAtOnce");
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    @Order(1)
    void before_the_first_release_the_api_says_what_to_run() {
        HttpResponse<String> answer = cloud.post(Penguins.INFER, Penguins.gentoo());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("error", "not ready", "slipway deploy");
    }

    @Test
    @Order(2)
    void a_deploy_makes_the_model_answer() {
        Slipway.Outcome deploy = cloud.slipway().run("deploy", Penguins.V1);
        assertThat(deploy.exit()).as(deploy.toString()).isZero();

        HttpResponse<String> answer = cloud.post(Penguins.INFER, Penguins.gentoo());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = EmbeddedCloud.json(answer.body());
        assertThat(body.get("model_name").asText()).isEqualTo("penguins");
        assertThat(output(body, "label")).isEqualTo("Gentoo");
        assertThat(answer.headers().firstValue("x-slipway-model-version"))
                .hasValue(body.get("model_version").asText());
        assertThat(answer.headers().firstValue("x-slipway-model-digest").orElse(""))
                .matches("[0-9a-f]{64}");
        assertThat(answer.headers().firstValue("x-slipway-request-id")).isPresent();
    }

    @Test
    @Order(3)
    void the_same_deploy_again_has_nothing_to_do() {
        String before = status().toString();

        Slipway.Outcome again = cloud.slipway().run("deploy", Penguins.V1);

        assertThat(again.exit()).as(again.toString()).isZero();
        assertThat(again.stdout() + again.stderr()).containsIgnoringCase("nothing to do");
        assertThat(status().toString()).isEqualTo(before);
    }

    @Test
    @Order(4)
    void a_wrong_request_names_its_field_and_the_next_call_is_served() {
        HttpResponse<String> wrong =
                cloud.post(Penguins.INFER, Penguins.row("Biscoe", "\"long\"", "13.2", "211", "4500", "null"));
        HttpResponse<String> next = cloud.post(Penguins.INFER, Penguins.gentoo());

        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(EmbeddedCloud.json(wrong.body()).get("error").asText()).contains("bill_length_mm");
        assertThat(next.statusCode()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void what_is_not_there_is_a_404() {
        assertThat(cloud.post("/v2/models/nobody/infer", "{}").statusCode()).isEqualTo(404);
        assertThat(cloud.get("/v2/models/penguins/versions/99").statusCode()).isEqualTo(404);
    }

    @Test
    @Order(6)
    void a_second_release_takes_the_traffic_and_a_rollback_brings_the_first_one_back() {
        String first = version();
        Slipway.Outcome deploy = cloud.slipway().run("deploy", Penguins.V2);
        assertThat(deploy.exit()).as(deploy.toString()).isZero();
        String second = version();

        Slipway.Outcome rollback = cloud.slipway().run("rollback", "penguins");
        assertThat(rollback.exit()).as(rollback.toString()).isZero();

        assertThat(second).isNotEqualTo(first);
        assertThat(version()).isEqualTo(first);
    }

    @Test
    @Order(7)
    void history_and_diff_name_both_releases() {
        Slipway.Outcome history = cloud.slipway().run("history", "penguins", "--output", "json");
        Slipway.Outcome diff = cloud.slipway().run("diff", "penguins", "2", "3");

        assertThat(history.exit()).as(history.toString()).isZero();
        assertThat(EmbeddedCloud.json(history.stdout()).toString()).contains("penguins");
        assertThat(diff.exit()).as(diff.toString()).isZero();
        assertThat(diff.stdout()).contains("model.onnx");
    }

    @Test
    @Order(8)
    void the_state_survives_a_kill_of_the_cloud() {
        String before = version();

        cloud.killAndRestart();

        assertThat(version()).isEqualTo(before);
    }

    private static String version() {
        HttpResponse<String> answer = cloud.post(Penguins.INFER, Penguins.gentoo());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return EmbeddedCloud.json(answer.body()).get("model_version").asText();
    }

    private static JsonNode status() {
        Slipway.Outcome status = cloud.slipway().run("status", "penguins", "--output", "json");
        assertThat(status.exit()).as(status.toString()).isZero();
        return EmbeddedCloud.json(status.stdout());
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
