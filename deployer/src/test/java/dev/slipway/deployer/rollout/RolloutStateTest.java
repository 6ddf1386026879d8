package dev.slipway.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.rollout.analysis.Latencies;
import dev.slipway.deployer.rollout.analysis.VersionSample;
import dev.slipway.deployer.rollout.plan.Plan;
import dev.slipway.deployer.rollout.plan.PlanReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutStateTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Plan PLAN = PlanReader.read(
                    Map.of(
                            "steps",
                            List.of(10, 50),
                            "bake",
                            "60s",
                            "limit",
                            "10m",
                            "checks",
                            Map.of("errors", Map.of())),
                    "rollout")
            .plan()
            .orElseThrow();
    private static final Rollout ROLLOUT = new Rollout("penguins", "f", "live", "3", "4", PLAN, START);
    private static final Split STABLE = Split.all("3");
    private static final Split TEN = Split.of("3", "4", 10);

    @Test
    void the_first_tick_asks_for_the_first_weight_and_waits_until_it_is_seen() {
        Transition first = ROLLOUT.begin().next(seen(STABLE, 0, 0, 0, 0), START);

        assertThat(first.shift()).contains(TEN);
        assertThat(first.state().phase()).isEqualTo(Phase.PROGRESSING);
        Transition second = first.state().next(seen(TEN, 0, 0, 0, 0), START.plusSeconds(1));
        assertThat(second.shift()).isEmpty();
        assertThat(second.state()).isEqualTo(new Waiting(ROLLOUT, 0, START.plusSeconds(1)));
    }

    @Test
    void a_good_bake_leads_to_the_next_weight_and_not_before_its_end() {
        Waiting waiting = new Waiting(ROLLOUT, 0, START);

        Transition early = waiting.next(seen(TEN, 900, 0, 100, 0), START.plusSeconds(59));
        Transition late = waiting.next(seen(TEN, 900, 0, 100, 0), START.plusSeconds(60));

        assertThat(early.shift()).isEmpty();
        assertThat(early.state().phase()).isEqualTo(Phase.WAITING);
        assertThat(late.shift()).contains(Split.of("3", "4", 50));
        assertThat(late.state().phase()).isEqualTo(Phase.PROGRESSING);
    }

    @Test
    void the_last_bake_leads_to_promotion_and_promotion_seen_is_success() {
        Split fifty = Split.of("3", "4", 50);

        Transition promotion = new Waiting(ROLLOUT, 1, START).next(seen(fifty, 500, 0, 500, 0), START.plusSeconds(60));
        Transition success = promotion.state().next(seen(Split.all("4"), 0, 0, 0, 0), START.plusSeconds(61));

        assertThat(promotion.shift()).contains(Split.all("4"));
        assertThat(promotion.state().phase()).isEqualTo(Phase.PROMOTING);
        assertThat(success.state().phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(success.state().ended()).isTrue();
    }

    @Test
    void rolls_back_in_the_middle_of_a_bake_when_errors_exceed_the_baseline() {
        Transition failed = new Waiting(ROLLOUT, 0, START).next(seen(TEN, 900, 0, 100, 15), START.plusSeconds(5));

        assertThat(failed.shift()).contains(STABLE);
        assertThat(failed.state().ended()).isFalse();
        assertThat(((Failed) failed.state()).reason())
                .startsWith("errors: canary 15.0 % (15 of 100) against stable 0.0 % (0 of 900), p = ");
        RolloutState settled = failed.state()
                .next(seen(STABLE, 0, 0, 0, 0), START.plusSeconds(6))
                .state();
        assertThat(settled.ended()).isTrue();
        assertThat(((Failed) settled).cause()).isEqualTo(Failed.Cause.ANALYSIS);
    }

    @Test
    void too_few_requests_hold_the_rollout_and_never_promote_it() {
        Transition held = new Waiting(ROLLOUT, 0, START).next(seen(TEN, 900, 0, 3, 0), START.plusSeconds(300));

        assertThat(held.shift()).isEmpty();
        assertThat(((Waiting) held.state()).last().findings().get(0).words())
                .isEqualTo("3 canary and 900 stable requests of at least 50 each");
    }

    @Test
    void a_rollout_held_beyond_its_time_limit_is_rolled_back() {
        Transition late = new Waiting(ROLLOUT, 0, START).next(seen(TEN, 900, 0, 3, 0), START.plusSeconds(601));

        assertThat(late.shift()).contains(STABLE);
        assertThat(((Failed) late.state()).cause()).isEqualTo(Failed.Cause.TIME_LIMIT);
        assertThat(((Failed) late.state()).reason())
                .isEqualTo("not done within its time limit of 600 s; errors: 3 canary and 900 stable requests of at"
                        + " least 50 each");
    }

    @Test
    void an_alias_moved_by_hand_stops_the_rollout_and_nothing_is_touched() {
        for (RolloutState state : List.of(
                new Progressing(ROLLOUT, 1, START), new Waiting(ROLLOUT, 0, START), new Promoting(ROLLOUT, 2, START))) {
            Transition stopped = state.next(seen(Split.all("7"), 0, 0, 0, 0), START.plusSeconds(1));

            assertThat(stopped.shift()).isEmpty();
            assertThat(stopped.state().ended()).isTrue();
            assertThat(((Failed) stopped.state()).cause()).isEqualTo(Failed.Cause.MOVED_BY_HAND);
            assertThat(((Failed) stopped.state()).reason())
                    .startsWith("the alias live was moved by someone else: expected version 3")
                    .endsWith("found version 7: 100 %");
        }
    }

    @Test
    void a_rollback_that_died_before_its_write_is_asked_for_again() {
        Failed unsettled =
                (Failed) Failed.requested(new Waiting(ROLLOUT, 1, START), "ann@here (pid 1, rollback)", START)
                        .state();

        Transition again = unsettled.next(seen(Split.of("3", "4", 50), 0, 0, 0, 0), START.plusSeconds(1));

        assertThat(again.shift()).contains(STABLE);
        assertThat(again.state().ended()).isFalse();
    }

    @Test
    void all_at_once_promotes_without_a_step_before() {
        Plan plan = PlanReader.read("AllAtOnce", "rollout").plan().orElseThrow();
        RolloutState begin = new Rollout("penguins", "f", "live", "3", "4", plan, START).begin();

        assertThat(begin.phase()).isEqualTo(Phase.PROMOTING);
        assertThat(begin.next(seen(STABLE, 0, 0, 0, 0), START).shift()).contains(Split.all("4"));
    }

    @Test
    void every_state_comes_back_from_json_as_it_was() {
        Waiting waiting = (Waiting) new Waiting(ROLLOUT, 0, START)
                .next(seen(TEN, 900, 0, 100, 0), START.plusSeconds(5))
                .state();
        for (RolloutState state : List.of(
                new Progressing(ROLLOUT, 1, START),
                waiting,
                new Promoting(ROLLOUT, 2, START),
                new Succeeded(ROLLOUT, 2, START),
                Failed.requested(waiting, "ann", START).state())) {
            assertThat(RolloutJson.read(RolloutJson.write(state))).isEqualTo(state);
        }
    }

    static Observation seen(Split alias, long stable, long stableErrors, long canary, long canaryErrors) {
        return new Observation(
                alias,
                new VersionSample("3", stable, stableErrors, Latencies.NONE),
                new VersionSample("4", canary, canaryErrors, Latencies.NONE));
    }
}
