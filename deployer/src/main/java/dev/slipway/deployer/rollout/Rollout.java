package dev.slipway.deployer.rollout;

import dev.slipway.deployer.rollout.plan.Plan;
import java.time.Instant;

/**
 * What is rolled out where: the part of a rollout that never changes.
 *
 * @param stable the version that had the traffic when it began, and gets it back
 * @param canary the version that shall have it
 */
public record Rollout(
        String model, String function, String alias, String stable, String canary, Plan plan, Instant started) {
    public Rollout {
        if (stable.equals(canary)) {
            throw new IllegalArgumentException("version " + stable + " cannot replace itself");
        }
    }

    /** The state to begin with: nothing moved yet. */
    public RolloutState begin() {
        return plan.promotes(0) ? new Promoting(this, 0, started) : new Progressing(this, 0, started);
    }

    /** How the alias shall be while this step lasts; before the first, all traffic is stable's. */
    Split splitAt(int step) {
        if (step < 0) {
            return Split.all(stable);
        }
        return plan.promotes(step)
                ? Split.all(canary)
                : Split.of(stable, canary, plan.step(step).weight());
    }

    boolean overLimit(Instant now) {
        return now.isAfter(started.plus(plan.limit()));
    }

    /** True when the alias is as some step of this rollout leaves it. */
    boolean knows(Split split) {
        for (int step = -1; step < plan.steps().size(); step++) {
            if (splitAt(step).matches(split)) {
                return true;
            }
        }
        return false;
    }
}
