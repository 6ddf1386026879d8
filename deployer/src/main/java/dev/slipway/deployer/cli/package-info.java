/** The command line: options in, exit codes out; the only place that knows a terminal. */
@NullMarked
package dev.slipway.deployer.cli;

import org.jspecify.annotations.NullMarked;
