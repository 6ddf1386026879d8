/** A process of its own with limits, in which models are opened: a hostile file ends it, not the deployer. */
@NullMarked
package dev.slipway.deployer.child;

import org.jspecify.annotations.NullMarked;
