/** Models made to break whoever opens them, each with the verdict that it must get and the words that must say it. */
@NullMarked
package dev.slipway.hostile.poison;

import org.jspecify.annotations.NullMarked;
