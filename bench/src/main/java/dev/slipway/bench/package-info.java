/** Measures Slipway's speed and prints it as figures and ratios of one run. */
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
