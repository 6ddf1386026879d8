/** Lambda's control plane: functions, versions, aliases and policies as they stand on disk. */
@NullMarked
package dev.slipway.local.lambda.control;

import org.jspecify.annotations.NullMarked;
