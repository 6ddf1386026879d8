/** The way back from many releases to few: what nothing names any more is deleted, under the lease that deploys take. */
@NullMarked
package dev.slipway.deployer.prune;

import org.jspecify.annotations.NullMarked;
