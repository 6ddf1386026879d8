package dev.slipway.deployer.rollout;

import java.util.Optional;

/**
 * What the engine answers to an observation: the next state, and the one shift of traffic that it asks for, if any. The state is made durable
 * first, so that whoever continues after a death knows what was meant.
 */
public record Transition(RolloutState state, Optional<Split> shift) {

    static Transition to(RolloutState state) {
        return new Transition(state, Optional.empty());
    }

    static Transition shift(RolloutState state, Split split) {
        return new Transition(state, Optional.of(split));
    }
}
