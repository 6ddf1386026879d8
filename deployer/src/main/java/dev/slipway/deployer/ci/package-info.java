/** The files of a team's pipeline: what each CI system needs, written once and never over something else. */
@NullMarked
package dev.slipway.deployer.ci;

import org.jspecify.annotations.NullMarked;
