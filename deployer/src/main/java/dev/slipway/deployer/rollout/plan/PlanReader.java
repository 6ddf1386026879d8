package dev.slipway.deployer.rollout.plan;

import dev.slipway.deployer.rollout.analysis.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a plan from a tree as YAML or JSON gives it, and finds everything that is wrong with it at once. */
public final class PlanReader {
    private static final Set<String> FIELDS = Set.of("name", "steps", "bake", "checks", "limit");
    private static final Duration DEFAULT_BAKE = Duration.ofSeconds(60);

    private final String path;
    private final List<String> problems = new ArrayList<>();

    private PlanReader(String path) {
        this.path = path;
    }

    /** The plan, or else why there is none: each problem with its path. */
    public record Reading(Optional<Plan> plan, List<String> problems) {
        public Reading {
            problems = List.copyOf(problems);
        }
    }

    /**
     * @param tree the name of a CodeDeploy plan, or a map with {@code steps}, {@code bake}, {@code checks}, {@code limit}
     * @param path where the tree stands, for the problems: such as {@code rollout}
     */
    public static Reading read(Object tree, String path) {
        PlanReader reader = new PlanReader(path);
        Optional<Plan> plan = reader.plan(tree);
        return new Reading(reader.problems.isEmpty() ? plan : Optional.empty(), reader.problems);
    }

    private Optional<Plan> plan(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return fromMap(map);
        }
        Optional<List<Step>> known = CodeDeployPlan.steps(String.valueOf(tree));
        if (known.isEmpty()) {
            problem("", "there is no plan named " + tree + "; known are " + CodeDeployPlan.NAMES);
        }
        return known.map(steps -> Plan.of(String.valueOf(tree), steps, Plan.DEFAULT_CHECKS));
    }

    private Optional<Plan> fromMap(Map<?, ?> map) {
        map.keySet().stream()
                .filter(key -> !FIELDS.contains(String.valueOf(key)))
                .forEach(key -> problem("." + key, "unknown; a plan has name, steps, bake, checks and limit"));
        Duration bake = duration(map.get("bake"), ".bake", DEFAULT_BAKE);
        List<Step> steps = steps(map.get("steps"), bake);
        Duration limit = duration(map.get("limit"), ".limit", Plan.defaultLimit(absolute(steps)));
        List<Check> checks = new CheckReader(this::problem).read(map.get("checks"), map.containsKey("checks"));
        PlanFaults.of(steps, limit).forEach(fault -> problems.add(path + "." + fault));
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Plan(name(map, steps), steps, checks, limit));
    }

    private static String name(Map<?, ?> map, List<Step> steps) {
        Object name = map.get("name");
        return name != null
                ? String.valueOf(name)
                : String.join(
                        "-",
                        steps.stream()
                                .map(step -> Integer.toString(step.weight()))
                                .toList());
    }

    private List<Step> steps(@Nullable Object tree, Duration bake) {
        if (tree == null) {
            return List.of();
        }
        if (!(tree instanceof List<?> list)) {
            problem(".steps", "must be a list of weights such as [10, 50, 100]");
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            step(list.get(i), ".steps[" + i + "]", bake).ifPresent(steps::add);
        }
        return steps;
    }

    private Optional<Step> step(@Nullable Object tree, String at, Duration bake) {
        if (tree instanceof Integer weight) {
            return Optional.of(new Step(weight, bake));
        }
        if (tree instanceof Map<?, ?> map && map.get("weight") instanceof Integer weight) {
            return Optional.of(new Step(weight, duration(map.get("bake"), at + ".bake", bake)));
        }
        problem(at, "must be a weight in whole percent, or {weight: 10, bake: 60s}, not " + tree);
        return Optional.empty();
    }

    private Duration duration(@Nullable Object tree, String at, Duration otherwise) {
        if (tree == null) {
            return otherwise;
        }
        Optional<Duration> read = Durations.read(tree);
        if (read.isEmpty()) {
            problem(at, "must be a time such as 60s, 5m or 1h, not " + tree);
        }
        return read.orElse(otherwise);
    }

    /** Without the faults that are reported anyway, so that a default can be computed. */
    private static List<Step> absolute(List<Step> steps) {
        return steps.stream()
                .map(step -> new Step(step.weight(), step.bake().abs()))
                .toList();
    }

    private void problem(String at, String words) {
        problems.add(path + at + ": " + words);
    }
}
