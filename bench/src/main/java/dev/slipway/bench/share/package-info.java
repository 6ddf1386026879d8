/** The function's share of a call: the handler beside the bare session, in one process that does nothing else. */
@NullMarked
package dev.slipway.bench.share;

import org.jspecify.annotations.NullMarked;
