/** What flows through every later step: typed, shaped, named numbers and texts, in native order. */
@NullMarked
package dev.slipway.inference.tensor;

import org.jspecify.annotations.NullMarked;
