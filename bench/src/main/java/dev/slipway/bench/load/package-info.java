/** Requests over loopback, bounded, and how long each took. */
@NullMarked
package dev.slipway.bench.load;

import org.jspecify.annotations.NullMarked;
