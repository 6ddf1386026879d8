package dev.slipway.deployer.rollout;

import java.time.Instant;

/** Is shown a rollout after each tick: a table on a terminal, lines in a log, assertions in a test. */
public interface RolloutWatcher {
    void saw(RolloutState state, Observation observation, Instant now);
}
