package dev.slipway.deployer.rollout;

import dev.slipway.deployer.rollout.analysis.VersionSample;

/** What one tick has seen: the alias, and both versions since the step began. */
public record Observation(Split alias, VersionSample stable, VersionSample canary) {}
