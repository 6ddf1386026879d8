package dev.slipway.deployer.deploy;

/** An alias that this run has moved; without one there was nothing to do. */
record Moved(String alias) {}
