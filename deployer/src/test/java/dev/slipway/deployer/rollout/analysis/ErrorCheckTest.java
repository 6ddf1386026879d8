package dev.slipway.deployer.rollout.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorCheckTest {
    private static final ErrorCheck CHECK = ErrorCheck.DEFAULT;

    @Test
    void the_same_rate_is_successful() {
        Finding finding = examine(900, 9, 100, 1, Look.AT_END_OF_BAKE);

        assertThat(finding.verdict()).isEqualTo(Verdict.SUCCESSFUL);
        assertThat(finding.words()).startsWith("canary 1.0 % (1 of 100) against stable 1.0 % (9 of 900), p = ");
    }

    @Test
    void fewer_errors_than_stable_never_fail() {
        assertThat(examine(900, 400, 100, 0, Look.DURING_BAKE).verdict()).isEqualTo(Verdict.SUCCESSFUL);
    }

    @Test
    void evidence_that_suffices_at_the_end_of_a_bake_does_not_in_its_middle() {
        assertThat(examine(900, 9, 100, 6, Look.DURING_BAKE).verdict()).isEqualTo(Verdict.SUCCESSFUL);
        assertThat(examine(900, 9, 100, 6, Look.AT_END_OF_BAKE).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void no_metrics_are_inconclusive() {
        assertThat(examine(0, 0, 0, 0, Look.AT_END_OF_BAKE).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void large_counts_take_the_normal_approximation_and_agree() {
        double exact = Proportions.chanceOfMore(70, 5000, 100, 10_000);
        double approximate = Proportions.chanceOfMore(140, 10_000, 200, 20_000);

        assertThat(exact).isBetween(0.01, 0.03);
        assertThat(approximate).isBetween(0.0005, 0.003);
    }

    private static Finding examine(long stable, long stableErrors, long canary, long canaryErrors, Look look) {
        return CHECK.examine(
                new VersionSample("3", stable, stableErrors, Latencies.NONE),
                new VersionSample("4", canary, canaryErrors, Latencies.NONE),
                look);
    }
}
