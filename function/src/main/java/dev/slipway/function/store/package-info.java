/** Where a model comes from: the release's manifest and its files, fetched from S3 and verified before anything opens them. */
@NullMarked
package dev.slipway.function.store;

import org.jspecify.annotations.NullMarked;
