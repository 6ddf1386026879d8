/** Signature Version 4: from a request as it came to its caller, or to AWS's own refusal. */
@NullMarked
package dev.slipway.local.sigv4;

import org.jspecify.annotations.NullMarked;
