package dev.slipway.deployer.rollout.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plans that users know from CodeDeploy and SAM, by their names there. */
final class CodeDeployPlan {
    static final String NAMES =
            "AllAtOnce, Canary10Percent{5,10,15,30}Minutes, Linear10PercentEvery{1,2,3,10}Minute(s)";

    private static final Pattern PREFIX = Pattern.compile("^(CodeDeployDefault\\.)?(Lambda)?");
    private static final Pattern CANARY = Pattern.compile("Canary10Percent(\\d+)Minutes");
    private static final Pattern LINEAR = Pattern.compile("Linear10PercentEvery(\\d+)Minutes?");
    private static final Set<Integer> CANARY_MINUTES = Set.of(5, 10, 15, 30);
    private static final Set<Integer> LINEAR_MINUTES = Set.of(1, 2, 3, 10);

    private CodeDeployPlan() {}

    /** The plan's steps; empty when CodeDeploy has none of this name. */
    static Optional<List<Step>> steps(String written) {
        String name = PREFIX.matcher(written).replaceFirst("");
        if (name.equals("AllAtOnce")) {
            return Optional.of(List.of(new Step(100, Duration.ZERO)));
        }
        return minutes(CANARY, name, CANARY_MINUTES)
                .map(bake -> List.of(new Step(10, bake), new Step(100, Duration.ZERO)))
                .or(() -> minutes(LINEAR, name, LINEAR_MINUTES).map(CodeDeployPlan::linear));
    }

    private static Optional<Duration> minutes(Pattern pattern, String name, Set<Integer> known) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() && matcher.group(1).length() < 3 && known.contains(Integer.valueOf(matcher.group(1)))
                ? Optional.of(Duration.ofMinutes(Long.parseLong(matcher.group(1))))
                : Optional.empty();
    }

    private static List<Step> linear(Duration bake) {
        List<Step> steps = new ArrayList<>();
        for (int weight = 10; weight <= 100; weight += 10) {
            steps.add(new Step(weight, weight == 100 ? Duration.ZERO : bake));
        }
        return steps;
    }
}
