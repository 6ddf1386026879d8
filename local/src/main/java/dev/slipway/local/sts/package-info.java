/** STS: who the caller is, so that clients can ask. */
@NullMarked
package dev.slipway.local.sts;

import org.jspecify.annotations.NullMarked;
