package dev.slipway.deployer.rollout;

import java.time.Instant;

/** All traffic goes to the canary; seen there, the rollout has succeeded. */
public record Promoting(Rollout rollout, int step, Instant since) implements RolloutState {

    @Override
    public Phase phase() {
        return Phase.PROMOTING;
    }

    @Override
    public Transition next(Observation seen, Instant now) {
        if (seen.alias().matches(rollout.splitAt(step))) {
            return Transition.to(new Succeeded(rollout, step, now));
        }
        return seen.alias().matches(rollout.splitAt(step - 1))
                ? Transition.shift(this, rollout.splitAt(step))
                : Failed.moved(this, rollout.splitAt(step - 1), seen, now);
    }
}
