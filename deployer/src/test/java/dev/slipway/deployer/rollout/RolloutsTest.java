package dev.slipway.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.Alias;
import dev.slipway.deployer.cloud.ApiAccess;
import dev.slipway.deployer.cloud.InMemoryCloud;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.console.RecordingConsole;
import dev.slipway.deployer.lease.AliasLease;
import dev.slipway.deployer.lease.Holder;
import dev.slipway.deployer.lease.LeaseException;
import dev.slipway.deployer.rollout.plan.Plan;
import dev.slipway.deployer.rollout.plan.PlanReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The driver and its commands against a cloud in memory, where time passes when a tick pauses. */
class RolloutsTest {
    private static final String FUNCTION = "slipway-penguins-function";
    private static final ModelStack STACK = new ModelStack(
            "penguins", "slipway-penguins", FUNCTION, "bucket", "http://api", ApiAccess.NONE, "live", "candidate");
    private static final Plan BY_TIME = plan(Map.of("steps", List.of(10, 50), "bake", "10s", "checks", Map.of()));

    private final InMemoryCloud cloud = new InMemoryCloud(FUNCTION);
    private final PausedClock clock = new PausedClock();
    private final RecordingConsole console = new RecordingConsole();
    private final List<Split> written = new ArrayList<>();

    @BeforeEach
    void two_versions_after_the_bootstrap() {
        cloud.functions().publishNow("v1");
        cloud.functions().publishNow("v2");
        move(Split.all("2"));
    }

    @Test
    void the_alias_goes_through_every_weight_once_and_ends_at_the_canary() {
        Optional<RolloutState> end = run("3", BY_TIME);

        assertThat(end.orElseThrow().phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(written).containsExactly(Split.of("2", "3", 10), Split.of("2", "3", 50), Split.all("3"));
        assertThat(console.said())
                .anySatisfy(line ->
                        assertThat(line).isEqualTo("penguins live  Progressing: to version 2: 50 %, version 3: 50 %"));
    }

    @Test
    void a_version_that_has_all_traffic_needs_no_rollout() {
        assertThat(run("2", BY_TIME)).isEmpty();
    }

    @Test
    void an_interrupted_rollout_is_continued_where_it_was() {
        clock.interruptAfter(5);
        assertThatThrownBy(() -> run("3", BY_TIME))
                .isInstanceOf(SlipwayException.class)
                .hasMessage("interrupted while the rollout of version 3 is Waiting; the alias live stays as it is")
                .satisfies(e -> assertThat(((SlipwayException) e).exitCode()).isEqualTo(ExitCode.INTERRUPTED));
        assertThat(live().weights()).containsEntry("3", 0.1);

        Optional<RolloutState> end = run("3", BY_TIME);

        assertThat(end.orElseThrow().phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(console.said()).contains("continuing the rollout of version 3: Waiting");
        assertThat(written).filteredOn(Split.of("2", "3", 10)::equals).hasSize(1);
    }

    @Test
    void an_unfinished_rollout_of_another_version_is_taken_back_first() {
        cloud.functions().publishNow("v3");
        clock.interruptAfter(5);
        assertThatThrownBy(() -> run("3", BY_TIME)).isInstanceOf(SlipwayException.class);

        run("4", BY_TIME);

        assertThat(console.said()).contains("taking back the unfinished rollout of version 3");
        assertThat(live()).satisfies(alias -> assertThat(Split.of(alias)).isEqualTo(Split.all("4")));
    }

    @Test
    void without_traffic_it_is_held_and_in_the_end_rolled_back() {
        Plan plan = plan(Map.of("steps", List.of(10), "bake", "10s", "limit", "60s"));

        assertThatThrownBy(() -> run("3", plan))
                .isInstanceOf(SlipwayException.class)
                .hasMessageContaining("version 3 was rolled back to version 2: not done within")
                .hasMessageContaining("0 canary and 0 stable requests of at least 50 each")
                .satisfies(e -> assertThat(((SlipwayException) e).exitCode()).isEqualTo(ExitCode.ROLLED_BACK));
        assertThat(Split.of(live())).isEqualTo(Split.all("2"));
    }

    @Test
    void an_alias_moved_by_hand_is_left_to_whoever_moved_it() {
        clock.at(6, () -> move(Split.all("1")));

        assertThatThrownBy(() -> run("3", BY_TIME))
                .hasMessageContaining("has stopped and touched nothing more: the alias live was moved by someone else")
                .satisfies(e -> assertThat(((SlipwayException) e).exitCode()).isEqualTo(ExitCode.FAILED));
        assertThat(Split.of(live())).isEqualTo(Split.all("1"));
    }

    @Test
    void a_rollback_takes_over_a_running_rollout_whose_driver_then_changes_nothing() {
        clock.at(6, () -> rollback(Optional.empty()));

        assertThatThrownBy(() -> run("3", BY_TIME)).isInstanceOf(LeaseException.class);
        assertThat(Split.of(live())).isEqualTo(Split.all("2"));
        assertThat(status().path("phase").asText()).isEqualTo("Failed");
    }

    @Test
    void a_rollback_after_a_success_goes_to_the_stable_version_of_that_rollout() {
        cloud.objects("bucket").putIfAbsent("releases/" + FUNCTION + "/2.json", new byte[0]);
        run("3", BY_TIME);

        Rollback.Result result = rollback(Optional.empty());

        assertThat(result.to()).isEqualTo("2");
        assertThat(Split.of(live())).isEqualTo(Split.all("2"));
        assertThatThrownBy(() -> rollback(Optional.empty()))
                .hasMessage("there is no release of penguins before version 2, which has the traffic");
    }

    @Test
    void a_rollback_in_the_middle_of_a_shift_by_hand_goes_to_its_stable_version() {
        move(Split.of("2", "3", 25));

        Rollback.Result result = rollback(Optional.empty());

        assertThat(result.to()).isEqualTo("2");
        assertThat(result.moved()).isTrue();
        assertThat(Split.of(live())).isEqualTo(Split.all("2"));
    }

    @Test
    void a_rollback_of_what_a_shift_brought_leaves_the_record_of_the_last_rollout() {
        cloud.objects("bucket").putIfAbsent("releases/" + FUNCTION + "/2.json", new byte[0]);
        run("3", BY_TIME);
        new Shift(cloud, STACK, clock).run("live", "2", 50, holder());

        rollback(Optional.of("2"));

        assertThat(Split.of(live())).isEqualTo(Split.all("2"));
        assertThat(status().toString()).contains("Succeeded").doesNotContain("Failed");
    }

    @Test
    void a_shift_is_refused_while_a_rollout_is_unfinished() {
        clock.interruptAfter(5);
        assertThatThrownBy(() -> run("3", BY_TIME)).isInstanceOf(SlipwayException.class);

        assertThatThrownBy(() -> new Shift(cloud, STACK, clock).run("live", "3", 25, holder()))
                .hasMessage("a rollout of version 3 to live is not finished");
    }

    @Test
    void a_shift_gives_a_version_its_share_and_the_rest_stays() {
        Shift shift = new Shift(cloud, STACK, clock);

        assertThat(shift.run("live", "3", 25, holder()).to()).isEqualTo(Split.of("2", "3", 25));
        assertThat(shift.run("live", "2", 10, holder()).to()).isEqualTo(new Split("3", Map.of("2", 0.1)));
        assertThat(shift.run("live", "2", 0, holder()).to()).isEqualTo(Split.all("3"));
        assertThatThrownBy(() -> shift.run("live", "9", 25, holder())).hasMessageContaining("version 9");
        assertThatThrownBy(() -> shift.run("live", "3", 25, holder())).hasMessageContaining("nobody is named to take");
    }

    private Optional<RolloutState> run(String canary, Plan plan) {
        try (AliasLease lease = AliasLease.acquire(cloud.objects("bucket"), FUNCTION, "live", holder(), clock)) {
            return new Rollouts(cloud, STACK, console, clock, duration -> {
                        note();
                        clock.pass(duration);
                    })
                    .to(canary, plan, lease);
        }
    }

    private void note() {
        Split now = Split.of(live());
        if (written.isEmpty() || !written.get(written.size() - 1).equals(now)) {
            written.add(now);
        }
    }

    private Rollback.Result rollback(Optional<String> to) {
        return new Rollback(cloud, STACK, clock).run(to, holder());
    }

    private com.fasterxml.jackson.databind.JsonNode status() {
        return AliasLease.look(cloud.objects("bucket"), FUNCTION, "live")
                .orElseThrow()
                .rollout()
                .orElseThrow();
    }

    private void move(Split split) {
        cloud.functions().writeAlias(FUNCTION, "live", split.version(), split.weights(), live().revisionId());
    }

    private Alias live() {
        return cloud.functions().alias(FUNCTION, "live").orElseThrow();
    }

    private static Holder holder() {
        return Holder.ofThisProcess("deploy");
    }

    private static Plan plan(Map<String, Object> tree) {
        return PlanReader.read(tree, "rollout").plan().orElseThrow();
    }
}
