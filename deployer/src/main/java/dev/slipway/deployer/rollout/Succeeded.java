package dev.slipway.deployer.rollout;

import java.time.Instant;

/** The canary has all traffic: it is the stable version now. */
public record Succeeded(Rollout rollout, int step, Instant since) implements RolloutState {

    @Override
    public Phase phase() {
        return Phase.SUCCEEDED;
    }

    @Override
    public Transition next(Observation seen, Instant now) {
        return Transition.to(this);
    }

    @Override
    public boolean ended() {
        return true;
    }
}
