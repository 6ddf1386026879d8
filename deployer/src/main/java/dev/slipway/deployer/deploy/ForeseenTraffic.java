package dev.slipway.deployer.deploy;

import dev.slipway.deployer.plan.DeployPlan.LeasePart;
import dev.slipway.deployer.plan.DeployPlan.RolloutPart;
import dev.slipway.deployer.plan.DeployPlan.RunningPart;
import java.util.List;
import java.util.Optional;

/**
 * What would become of the traffic.
 *
 * @param moves what would be done to {@code live}, in words; empty when it is where it shall be
 */
record ForeseenTraffic(
        Optional<RolloutPart> rollout,
        Optional<RunningPart> running,
        Optional<LeasePart> lease,
        Optional<String> moves,
        List<String> warnings) {}
