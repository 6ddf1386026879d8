package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployer that dies anywhere, and two that meet. */
@VerifiedOn(BackendName.EMBEDDED) // each of its rounds would start containers anew elsewhere
class KillIT {
    @TempDir
    Path project;

    private EmbeddedCloud cloud;

    @BeforeEach
    void start() {
        cloud = EmbeddedCloud.up(project, "AllAtOnce");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void the_same_command_after_a_kill_at_any_moment_ends_complete() throws InterruptedException {
        Slipway.Outcome first = cloud.slipway().run("deploy", Penguins.V1);
        assertThat(first.exit()).as(first.toString()).isZero();
        List<String> versions = new ArrayList<>();

        // Each round kills a little later, so that the kills walk through the steps of a deploy.
        String[] bundles = {Penguins.V2, Penguins.V1};
        for (int round = 0; round < 8; round++) {
            String bundle = bundles[round % 2];
            Slipway.Running killed = cloud.slipway().start("deploy", bundle);
            killed.process().waitFor(600 + 450L * round, TimeUnit.MILLISECONDS);
            killed.kill();

            assertThat(cloud.post(Penguins.INFER, Penguins.gentoo()).statusCode())
                    .isEqualTo(200);
            Slipway.Outcome again = cloud.slipway().run("deploy", bundle);

            assertThat(again.exit()).as(again.toString()).isZero();
            JsonNode status = status();
            assertThat(status.at("/aliases/live/weights").size())
                    .as(status.toString())
                    .isLessThanOrEqualTo(1);
            versions.add(status.at("/aliases/live/version").asText());
        }
        assertThat(versions).doesNotContain("", "1");
    }

    @Test
    void of_two_deployers_at_once_one_wins_and_the_other_is_told_who_holds_it() {
        Slipway.Running one = cloud.slipway().start("deploy", Penguins.V1);
        Slipway.Running two = cloud.slipway().start("deploy", Penguins.V1);
        List<Slipway.Outcome> outcomes = List.of(one.outcome(), two.outcome());

        assertThat(outcomes).extracting(Slipway.Outcome::exit).contains(0);
        for (Slipway.Outcome outcome : outcomes) {
            assertThat(outcome.exit()).as(outcome.toString()).isIn(0, 7);
            if (outcome.exit() == 7) {
                assertThat(outcome.stderr()).contains("since").containsPattern("pid \\d+|process \\d+");
            }
        }
        assertThat(cloud.post(Penguins.INFER, Penguins.gentoo()).statusCode()).isEqualTo(200);
    }

    private JsonNode status() {
        return EmbeddedCloud.json(
                cloud.slipway().run("status", "penguins", "--output", "json").stdout());
    }
}
