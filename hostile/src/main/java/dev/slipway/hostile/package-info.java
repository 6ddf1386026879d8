/** What an attacker would send, made here to be refused there. */
@NullMarked
package dev.slipway.hostile;

import org.jspecify.annotations.NullMarked;
