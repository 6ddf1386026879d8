/** The way from a request's bytes to an answer's bytes; every package below is one step of it. */
@NullMarked
package dev.slipway.inference;

import org.jspecify.annotations.NullMarked;
