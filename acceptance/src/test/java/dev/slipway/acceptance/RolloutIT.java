package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    @Test
    void a_shift_splits_the_traffic_as_its_weight_says() {
        Slipway.Outcome release = cloud.slipway().run("release", Penguins.V2);
        assertThat(release.exit()).as(release.toString()).isZero();
        String stable = version();
        String canary = EmbeddedCloud.json(cloud.slipway()
                        .run("status", "penguins", "--output", "json")
                        .stdout())
                .at("/aliases/candidate/version")
                .asText();

        Slipway.Outcome shift = cloud.slipway().run("shift", "penguins", "live", canary + "=25");
        assertThat(shift.exit()).as(shift.toString()).isZero();

        int calls = 600;
        Map<String, Integer> seen = new ConcurrentHashMap<>();
        for (int i = 0; i < calls; i++) {
            seen.merge(version(), 1, Integer::sum);
        }
        // 99.9 % of a binomial of 600 draws at 0.25 lies within 3.29 standard deviations of 150
        double tolerance = 3.29 * Math.sqrt(calls * 0.25 * 0.75);
        assertThat(seen).containsOnlyKeys(stable, canary);
        assertThat((double) seen.get(canary)).isBetween(150 - tolerance, 150 + tolerance);
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
