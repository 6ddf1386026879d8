/** The embedded cloud's process as the command starts, finds and stops it; the cloud itself is another module. */
@NullMarked
package dev.slipway.deployer.local;

import org.jspecify.annotations.NullMarked;
