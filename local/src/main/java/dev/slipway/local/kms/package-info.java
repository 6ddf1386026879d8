/** KMS: keys that sign and encrypt with the JDK's own engines, kept in files that their owner alone can read. */
@NullMarked
package dev.slipway.local.kms;

import org.jspecify.annotations.NullMarked;
