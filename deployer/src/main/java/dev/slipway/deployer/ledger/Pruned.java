package dev.slipway.deployer.ledger;

import java.time.Instant;

/**
 * That a release's version was deleted.
 *
 * @param by who did it, as the cloud knows the caller
 * @param from user and host it was done from
 */
public record Pruned(String function, String version, Instant at, String by, String from) {}
