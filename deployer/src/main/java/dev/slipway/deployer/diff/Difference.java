package dev.slipway.deployer.diff;

/**
 * One thing that is not the same.
 *
 * @param from empty when it is new
 * @param to empty when it is gone
 */
public record Difference(String what, String from, String to) {}
