package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a rollout in the middle of its bake. */
@VerifiedOn(BackendName.EMBEDDED) // about the processes of the command, whatever cloud they move
class InterruptedRolloutIT {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path project;

    private EmbeddedCloud cloud;
    private Slipway.Running rollout;

    @BeforeEach
    void start_a_rollout_that_bakes_for_minutes() throws IOException {
        cloud = EmbeddedCloud.up(project, "{steps: [50], bake: 5m}");
        Slipway.Outcome first = cloud.slipway().run("deploy", Penguins.V1);
        assertThat(first.exit()).as(first.toString()).isZero();
        rollout = cloud.slipway().start("deploy", Penguins.V2);
        await(() -> rollout.stderr().contains("Waiting"));
    }

    @AfterEach
    void stop() {
        rollout.kill();
        cloud.close();
    }

    @Test
    void another_deployer_is_told_who_holds_the_alias_and_since_when() {
        Slipway.Outcome other = cloud.slipway().run("deploy", Penguins.BAD);

        assertThat(other.exit()).as(other.toString()).isEqualTo(7);
        assertThat(other.stderr())
                .contains("since")
                .contains(Long.toString(rollout.process().pid()));
    }

    @Test
    void a_rollback_takes_over_and_the_first_deployer_changes_nothing_more() {
        Slipway.Outcome rollback = cloud.slipway().run("rollback", "penguins");
        assertThat(rollback.exit()).as(rollback.toString()).isZero();

        Slipway.Outcome overtaken = rollout.outcome();

        assertThat(overtaken.exit()).as(overtaken.toString()).isNotZero();
        assertThat(live()).isEqualTo("2");
    }

    @Test
    void an_interrupt_ends_with_130_and_the_same_command_goes_on() throws IOException, InterruptedException {
        long pid = rollout.process().pid();
        new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();

        Slipway.Outcome interrupted = rollout.outcome();
        rollout = cloud.slipway().start("deploy", Penguins.V2);
        await(() -> rollout.stderr().contains("continuing the rollout"));

        assertThat(interrupted.exit()).as(interrupted.toString()).isEqualTo(130);
        assertThat(cloud.post(Penguins.INFER, Penguins.gentoo()).statusCode()).isEqualTo(200);
    }

    private String live() {
        return EmbeddedCloud.json(cloud.slipway()
                        .run("status", "penguins", "--output", "json")
                        .stdout())
                .at("/aliases/live/version")
                .asText();
    }

    private void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(rollout.stderr()).isLessThan(end);
            try {
                rollout.process().waitFor(100, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
