/** What ships, opened from outside. */
@NullMarked
package dev.slipway.function.artifact;

import org.jspecify.annotations.NullMarked;
