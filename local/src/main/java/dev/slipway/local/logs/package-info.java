/** CloudWatch Logs: lines in, events out; what is EMF among them becomes metrics. */
@NullMarked
package dev.slipway.local.logs;

import org.jspecify.annotations.NullMarked;
