/** What the measurements of two versions say about the newer one: checks, each with a verdict in words. */
@NullMarked
package dev.slipway.deployer.rollout.analysis;

import org.jspecify.annotations.NullMarked;
