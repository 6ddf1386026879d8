/** The model between store and prediction: loaded once per container, kept while the container lives. */
@NullMarked
package dev.slipway.function.warm;

import org.jspecify.annotations.NullMarked;
