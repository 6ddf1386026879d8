/** Who may move an alias: one holder at a time, kept in the account beside the rollout's state. */
@NullMarked
package dev.slipway.deployer.lease;

import org.jspecify.annotations.NullMarked;
