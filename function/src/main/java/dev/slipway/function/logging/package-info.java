/** What an operator reads: one JSON object a line, never a body. */
@NullMarked
package dev.slipway.function.logging;

import org.jspecify.annotations.NullMarked;
