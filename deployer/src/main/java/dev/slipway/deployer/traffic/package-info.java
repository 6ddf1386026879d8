/** Requests to the API as its users send them: one prediction, or a steady load with what came of it. */
@NullMarked
package dev.slipway.deployer.traffic;

import org.jspecify.annotations.NullMarked;
