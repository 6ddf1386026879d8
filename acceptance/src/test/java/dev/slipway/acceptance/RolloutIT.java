package dev.slipway.acceptance;

import static dev.slipway.acceptance.BackendName.EMBEDDED;
import static dev.slipway.acceptance.BackendName.LOCALSTACK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Traffic that shifts by measured behaviour: a good release goes on, a bad one comes back. */
@VerifiedOn(
        value = {EMBEDDED, LOCALSTACK},
        plan = "{steps: [50], bake: 4s}")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolloutIT {
    @Test
    @Order(1)
    void a_rollout_without_checks_goes_through_its_steps_by_time_alone(Backend cloud) {
        cloud.slipway().done("deploy", Penguins.V1, "--output", "json");
        JsonNode release = cloud.slipway().done("release", Penguins.V2, "--output", "json");

        JsonNode rollout = cloud.slipway()
                .done("rollout", "penguins", "--plan", "{steps: [10, 50], bake: 1s, checks: {}}", "--output", "json");

        assertThat(rollout.get("phase").asText()).isEqualTo("Succeeded");
        assertThat(version(cloud)).isEqualTo(release.get("version").asText());
        cloud.slipway().done("rollback", "penguins", "--output", "json");
    }

    @Test
    @Order(2)
    @NotOn(
            backend = LOCALSTACK,
            because = "it makes no metrics of the function's lines, so there is nothing to judge by")
    void a_good_release_takes_over_and_a_bad_one_is_rolled_back_on_measured_errors(Backend cloud) {
        try (Load load = new Load(cloud)) {
            Slipway.Outcome good = cloud.slipway().run("deploy", Penguins.V2);
            assertThat(good.exit()).as(good.toString()).isZero();
            String stable = version(cloud);

            Slipway.Outcome bad = cloud.slipway().run("deploy", Penguins.BAD);

            assertThat(bad.exit()).as(bad.toString()).isEqualTo(5);
            assertThat(bad.stderr() + bad.stdout())
                    .containsIgnoringCase("rolled back")
                    .containsIgnoringCase("error");
            assertThat(version(cloud)).isEqualTo(stable);
            assertThat(load.failures.get()).isPositive();
        }
    }

    private static String version(Backend cloud) {
        JsonNode body =
                EmbeddedCloud.json(cloud.post(Penguins.INFER, Penguins.gentoo()).body());
        return body.get("model_version").asText();
    }

    /** A steady, bounded load of both kinds of rows, until it is closed. */
    private static final class Load implements AutoCloseable {
        private static final int MOST = 20_000;
        private final AtomicBoolean stop = new AtomicBoolean();
        private final AtomicInteger failures = new AtomicInteger();
        private final Thread thread;

        Load(Backend cloud) {
            thread = new Thread(() -> {
                for (int i = 0; i < MOST && !stop.get(); i++) {
                    String row = i % 4 == 0 ? Penguins.torgersen() : Penguins.gentoo();
                    if (cloud.post(Penguins.INFER, row).statusCode() >= 500) {
                        failures.incrementAndGet();
                    }
                }
            });
            thread.start();
        }

        @Override
        public void close() {
            stop.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
