/** The function that tests deploy. */
@NullMarked
package dev.slipway.local.fn;

import org.jspecify.annotations.NullMarked;
