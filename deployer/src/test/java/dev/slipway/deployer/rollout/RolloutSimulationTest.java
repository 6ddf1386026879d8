package dev.slipway.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.rollout.plan.Plan;
import dev.slipway.deployer.rollout.plan.PlanReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many rollouts under random traffic: how often the engine is wrong. */
class RolloutSimulationTest {
    private static final int ROLLOUTS = 1000;
    private static final int TICKS = 12;
    private static final int REQUESTS_A_TICK = 200;
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Plan PLAN = PlanReader.read(
                    Map.of("steps", List.of(10, 50), "bake", "60s", "checks", Map.of("errors", Map.of())), "rollout")
            .plan()
            .orElseThrow();

    @Test
    void an_identical_canary_is_seldom_rolled_back() {
        assertThat(rolledBack(0.02, 0.02)).isLessThanOrEqualTo(ROLLOUTS / 100);
    }

    @Test
    void five_points_more_errors_are_caught() {
        assertThat(rolledBack(0.02, 0.07)).isGreaterThanOrEqualTo(ROLLOUTS * 99 / 100);
    }

    private static int rolledBack(double stableRate, double canaryRate) {
        Random random = new Random(20261124);
        int failed = 0;
        for (int i = 0; i < ROLLOUTS; i++) {
            failed += simulate(random, stableRate, canaryRate).phase() == Phase.FAILED ? 1 : 0;
        }
        return failed;
    }

    private static RolloutState simulate(Random random, double stableRate, double canaryRate) {
        RolloutState state = new Rollout("penguins", "f", "live", "3", "4", PLAN, START).begin();
        Split alias = Split.all("3");
        Instant now = START;
        Traffic traffic = new Traffic(random, stableRate, canaryRate);
        while (!state.ended()) {
            RolloutState before = state;
            Transition transition = state.next(traffic.seen(alias), now);
            state = transition.state();
            alias = transition.shift().orElse(alias);
            if (state.phase() != before.phase()) {
                traffic.restart();
            }
            traffic.pass(alias.share("4"));
            now = now.plusSeconds(60 / TICKS);
        }
        return state;
    }

    /** Requests since the step began, each failing by chance. */
    private static final class Traffic {
        private final Random random;
        private final double[] rates;
        private final long[] requests = new long[2];
        private final long[] errors = new long[2];

        Traffic(Random random, double stableRate, double canaryRate) {
            this.random = random;
            this.rates = new double[] {stableRate, canaryRate};
        }

        void restart() {
            java.util.Arrays.fill(requests, 0);
            java.util.Arrays.fill(errors, 0);
        }

        void pass(double canaryShare) {
            for (int i = 0; i < REQUESTS_A_TICK; i++) {
                int version = random.nextDouble() < canaryShare ? 1 : 0;
                requests[version]++;
                errors[version] += random.nextDouble() < rates[version] ? 1 : 0;
            }
        }

        Observation seen(Split alias) {
            return RolloutStateTest.seen(alias, requests[0], errors[0], requests[1], errors[1]);
        }
    }
}
