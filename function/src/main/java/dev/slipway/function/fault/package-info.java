/** What goes wrong, in the categories that become an HTTP status and a metric; used by every step of a call. */
@NullMarked
package dev.slipway.function.fault;

import org.jspecify.annotations.NullMarked;
