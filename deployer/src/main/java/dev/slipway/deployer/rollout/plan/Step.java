package dev.slipway.deployer.rollout.plan;

import java.time.Duration;

/**
 * One share of traffic for the canary.
 *
 * @param weight in percent, 1 to 100
 * @param bake how long it must go well; at 100 % there is nothing left to compare with, and none is waited for
 */
public record Step(int weight, Duration bake) {}
