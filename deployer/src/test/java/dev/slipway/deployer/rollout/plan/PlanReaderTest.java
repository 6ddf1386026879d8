package dev.slipway.deployer.rollout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.rollout.analysis.ErrorCheck;
import dev.slipway.deployer.rollout.analysis.LatencyCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class PlanReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AllAtOnce | 100 %",
                "Canary10Percent5Minutes | 10 % for 5m, 100 %",
                "CodeDeployDefault.LambdaCanary10Percent30Minutes | 10 % for 30m, 100 %",
                "LambdaLinear10PercentEvery3Minutes | 10 % for 3m, 20 % for 3m, 30 % for 3m, 40 % for 3m, 50 % for 3m,"
                        + " 60 % for 3m, 70 % for 3m, 80 % for 3m, 90 % for 3m, 100 %"
            })
    void codedeploys_names_are_known(String name, String steps) {
        assertThat(plan(name).describe()).isEqualTo(steps);
    }

    @Test
    void a_name_that_codedeploy_lacks_is_refused_with_those_it_has() {
        assertThat(problems("Canary20Percent5Minutes"))
                .containsExactly("rollout: there is no plan named Canary20Percent5Minutes; known are AllAtOnce,"
                        + " Canary10Percent{5,10,15,30}Minutes, Linear10PercentEvery{1,2,3,10}Minute(s)");
    }

    @Test
    void a_plan_of_our_own_is_read_with_its_checks() {
        Plan plan = plan("""
                {steps: [10, {weight: 50, bake: 5m}], bake: 30s, limit: 1h,
                 checks: {errors: {significance: 0.01, min_samples: 10}, latency: {p99: 2, floor: 5ms}}}""");

        assertThat(plan.describe()).isEqualTo("10 % for 30s, 50 % for 5m, 100 %");
        assertThat(plan.limit()).isEqualTo(Duration.ofHours(1));
        assertThat(plan.checks())
                .containsExactly(
                        new ErrorCheck(0.01, 10), new LatencyCheck(Map.of(99.0, 2.0), Duration.ofMillis(5), 50));
        assertThat(PlanReader.read(plan.tree(), "plan").plan()).contains(plan);
    }

    @Test
    void without_checks_the_usual_ones_decide_and_with_an_empty_map_none() {
        assertThat(plan("{steps: [50]}").checks()).containsExactly(ErrorCheck.DEFAULT, LatencyCheck.DEFAULT);
        assertThat(plan("{steps: [50], checks: {}}").checks()).isEmpty();
    }

    @Test
    void all_faults_are_told_at_once() {
        assertThat(
                        problems(
                                "{steps: [50, 10, 120], bake: 0s, limit: -1m, colour: blue, checks: {errors: {min_samples: 0}}}"))
                .containsExactlyInAnyOrder(
                        "rollout.colour: unknown; a plan has name, steps, bake, checks and limit",
                        "rollout.steps[0]: a bake must be longer than zero, not 0s",
                        "rollout.steps[1]: weights must rise, but 10 comes after 50",
                        "rollout.steps[1]: a bake must be longer than zero, not 0s",
                        "rollout.steps[2]: a weight is 1 to 100 percent, not 120",
                        "rollout.steps[2]: a bake must be longer than zero, not 0s",
                        "rollout.limit: must be longer than zero, not -1m",
                        "rollout.checks.errors.min_samples: must be a number from 1 to 1000000000, not 0");
    }

    private static Plan plan(String yaml) {
        PlanReader.Reading reading = read(yaml);
        assertThat(reading.problems()).isEmpty();
        return reading.plan().orElseThrow();
    }

    private static List<String> problems(String yaml) {
        return read(yaml).problems();
    }

    private static PlanReader.Reading read(String yaml) {
        return PlanReader.read(new Load(LoadSettings.builder().build()).loadFromString(yaml), "rollout");
    }
}
