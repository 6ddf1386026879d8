package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traffic that shifts by measured behaviour: a good release goes on, a bad one comes back. */
class RolloutIT {
    private static final String PLAN = "{steps: [50], bake: 4s}";

    @TempDir
    Path project;

    private EmbeddedCloud cloud;

    @BeforeEach
    void release_the_first_version() {
        cloud = EmbeddedCloud.up(project, PLAN);
        Slipway.Outcome deploy = cloud.slipway().run("deploy", Penguins.V1);
        assertThat(deploy.exit()).as(deploy.toString()).isZero();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void a_good_release_takes_over_and_a_bad_one_is_rolled_back_on_measured_errors() {
        try (Load load = new Load(cloud)) {
            Slipway.Outcome good = cloud.slipway().run("deploy", Penguins.V2);
            assertThat(good.exit()).as(good.toString()).isZero();
            String stable = version();

            Slipway.Outcome bad = cloud.slipway().run("deploy", Penguins.BAD);

            assertThat(bad.exit()).as(bad.toString()).isEqualTo(5);
            assertThat(bad.stderr() + bad.stdout())
                    .containsIgnoringCase("rolled back")
                    .containsIgnoringCase("error");
            assertThat(version()).isEqualTo(stable);
            assertThat(load.failures.get()).isPositive();
        }
    }

    private String version() {
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

        Load(EmbeddedCloud cloud) {
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
