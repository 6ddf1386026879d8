/** Fourth step: the graph's outputs become the answer's outputs. */
@NullMarked
package dev.slipway.inference.postprocess;

import org.jspecify.annotations.NullMarked;
