/** How traffic shall move: steps, bakes and checks, as slipway.yaml or a CodeDeploy name says them. */
@NullMarked
package dev.slipway.deployer.rollout.plan;

import org.jspecify.annotations.NullMarked;
