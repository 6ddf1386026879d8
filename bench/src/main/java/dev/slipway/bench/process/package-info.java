/** The packaged jars as processes: the embedded cloud, the command, and what they weigh. */
@NullMarked
package dev.slipway.bench.process;

import org.jspecify.annotations.NullMarked;
