/** Lambda: the control plane, the warm pool of worker JVMs, and the Runtime API between them. */
@NullMarked
package dev.slipway.local.lambda;

import org.jspecify.annotations.NullMarked;
