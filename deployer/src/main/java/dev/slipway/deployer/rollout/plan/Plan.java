package dev.slipway.deployer.rollout.plan;

import dev.slipway.deployer.rollout.analysis.Check;
import dev.slipway.deployer.rollout.analysis.ErrorCheck;
import dev.slipway.deployer.rollout.analysis.LatencyCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The way from stable to canary.
 *
 * @param name as the user knows it
 * @param steps of rising weight; the last is the promotion to 100 %, added where it was left out
 * @param checks what decides; none means that time alone does
 * @param limit time for the whole rollout, after which it is rolled back
 */
public record Plan(String name, List<Step> steps, List<Check> checks, Duration limit) {
    static final List<Check> DEFAULT_CHECKS = List.of(ErrorCheck.DEFAULT, LatencyCheck.DEFAULT);

    public static final Plan DEFAULT = of(
            "10-50-100",
            List.of(
                    new Step(10, Duration.ofSeconds(60)),
                    new Step(50, Duration.ofSeconds(60)),
                    new Step(100, Duration.ofSeconds(60))),
            DEFAULT_CHECKS);

    public Plan {
        steps = withPromotion(steps);
        checks = List.copyOf(checks);
        List<String> faults = PlanFaults.of(steps, limit);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    private static List<Step> withPromotion(List<Step> steps) {
        if (steps.isEmpty() || steps.get(steps.size() - 1).weight() >= 100) {
            return List.copyOf(steps);
        }
        List<Step> whole = new ArrayList<>(steps);
        whole.add(new Step(100, Duration.ZERO));
        return List.copyOf(whole);
    }

    /** A plan that may take twice its bakes and ten minutes more. */
    static Plan of(String name, List<Step> steps, List<Check> checks) {
        return new Plan(name, steps, checks, defaultLimit(steps));
    }

    static Duration defaultLimit(List<Step> steps) {
        return steps.stream()
                .map(Step::bake)
                .reduce(Duration.ZERO, Duration::plus)
                .multipliedBy(2)
                .plusMinutes(10);
    }

    public Step step(int index) {
        return steps.get(index);
    }

    /** True when this step is the promotion itself. */
    public boolean promotes(int index) {
        return steps.get(index).weight() == 100;
    }

    /** The plan as {@link PlanReader} reads it: what a rollout's state keeps, so that changing slipway.yaml does not change it. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", name);
        tree.put("steps", steps.stream().map(Plan::stepTree).toList());
        tree.put("limit", Durations.write(limit));
        Map<String, Object> byName = new LinkedHashMap<>();
        checks.forEach(check -> byName.put(check.name(), check.settings()));
        tree.put("checks", byName);
        return tree;
    }

    /** A duration as a plan writes it, such as {@code 5m}. */
    public static String words(Duration duration) {
        return Durations.write(duration);
    }

    private static Map<String, Object> stepTree(Step step) {
        return Map.of("weight", step.weight(), "bake", Durations.write(step.bake()));
    }

    /** Such as {@code 10 % for 1m, 50 % for 1m, 100 %}. */
    public String describe() {
        return steps.stream()
                .map(step -> step.weight() + " %" + (step.weight() < 100 ? " for " + Durations.write(step.bake()) : ""))
                .collect(Collectors.joining(", "));
    }
}
