/** How good is the model on data that its training never saw, and is that good enough? */
@NullMarked
package dev.slipway.deployer.evaluate;

import org.jspecify.annotations.NullMarked;
