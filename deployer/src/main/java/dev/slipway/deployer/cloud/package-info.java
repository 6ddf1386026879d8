/** The narrow ports through which everything in AWS is reached; no AWS type crosses them. */
@NullMarked
package dev.slipway.deployer.cloud;

import org.jspecify.annotations.NullMarked;
