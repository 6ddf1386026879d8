/** All steps of one model together, from a manifest and its files to predictions. */
@NullMarked
package dev.slipway.inference.pipeline;

import org.jspecify.annotations.NullMarked;
