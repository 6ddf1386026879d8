package dev.slipway.deployer.rollout;

import java.time.Instant;

/** Where a rollout is. Each state knows what an observation means to it; none knows a clock or a cloud. */
public sealed interface RolloutState permits Progressing, Waiting, Promoting, Succeeded, Failed {

    Rollout rollout();

    Phase phase();

    /** The plan's step that the state belongs to, from 0. */
    int step();

    /** When the state began. */
    Instant since();

    Transition next(Observation seen, Instant now);

    /** True when nothing is left to be done. */
    default boolean ended() {
        return false;
    }
}
