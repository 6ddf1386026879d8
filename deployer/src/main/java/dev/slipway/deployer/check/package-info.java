/** Is it a model, is it the one described, does it answer as recorded? Before anything is uploaded. */
@NullMarked
package dev.slipway.deployer.check;

import org.jspecify.annotations.NullMarked;
