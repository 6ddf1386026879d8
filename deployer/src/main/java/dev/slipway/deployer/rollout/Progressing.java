package dev.slipway.deployer.rollout;

import java.time.Instant;

/** The alias is on its way to the weight of a step; seen there, the bake begins. */
public record Progressing(Rollout rollout, int step, Instant since) implements RolloutState {

    @Override
    public Phase phase() {
        return Phase.PROGRESSING;
    }

    @Override
    public Transition next(Observation seen, Instant now) {
        Split target = rollout.splitAt(step);
        if (seen.alias().matches(target)) {
            return Transition.to(new Waiting(rollout, step, now));
        }
        if (!seen.alias().matches(rollout.splitAt(step - 1))) {
            return Failed.moved(this, rollout.splitAt(step - 1), seen, now);
        }
        return rollout.overLimit(now) ? Failed.late(this, "", now) : Transition.shift(this, target);
    }
}
