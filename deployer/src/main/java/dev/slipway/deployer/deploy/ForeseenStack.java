package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.plan.DeployPlan;
import java.util.Optional;

/**
 * The stack as a plan finds it.
 *
 * @param stack empty when it is not there yet
 * @param jar the digest of the code that an update would give to the function; empty when none would
 * @param problem why a deploy would stop here; empty when it would not
 */
record ForeseenStack(
        DeployPlan.StackPart part, Optional<ModelStack> stack, Optional<String> jar, Optional<String> problem) {}
