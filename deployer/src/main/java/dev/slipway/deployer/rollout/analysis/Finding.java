package dev.slipway.deployer.rollout.analysis;

/**
 * One check's verdict.
 *
 * @param check the check's name, as in the plan
 * @param words why, with the numbers that decided
 */
public record Finding(String check, Verdict verdict, String words) {}
