/** A rollout: its states, the engine that decides from what is observed, and the driver that carries it out. */
@NullMarked
package dev.slipway.deployer.rollout;

import org.jspecify.annotations.NullMarked;
