/** From a bundle to traffic: the list of steps, one class each. */
@NullMarked
package dev.slipway.deployer.deploy;

import org.jspecify.annotations.NullMarked;
