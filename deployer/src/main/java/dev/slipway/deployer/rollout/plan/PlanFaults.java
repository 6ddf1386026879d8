package dev.slipway.deployer.rollout.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a plan's steps, at once. */
final class PlanFaults {
    private PlanFaults() {}

    static List<String> of(List<Step> steps, Duration limit) {
        List<String> faults = new ArrayList<>();
        if (steps.isEmpty()) {
            faults.add("steps: there is none; write weights such as [10, 50, 100]");
        }
        int before = 0;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String at = "steps[" + i + "]";
            if (step.weight() < 1 || step.weight() > 100) {
                faults.add(at + ": a weight is 1 to 100 percent, not " + step.weight());
            } else if (i > 0 && step.weight() <= before) {
                faults.add(at + ": weights must rise, but " + step.weight() + " comes after " + before);
            }
            if (step.weight() != 100 && !isPositive(step.bake())) {
                faults.add(at + ": a bake must be longer than zero, not " + Durations.write(step.bake()));
            }
            before = step.weight();
        }
        if (!isPositive(limit)) {
            faults.add("limit: must be longer than zero, not " + Durations.write(limit));
        }
        return faults;
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }
}
