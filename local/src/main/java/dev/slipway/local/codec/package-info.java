/** Between the wire and the SDK's own shapes: one generic codec for each of AWS's protocols. */
@NullMarked
package dev.slipway.local.codec;

import org.jspecify.annotations.NullMarked;
