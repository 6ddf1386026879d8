/** What every part of the deployer throws, and the exit code it becomes. */
@NullMarked
package dev.slipway.deployer;

import org.jspecify.annotations.NullMarked;
