/** What is different between two releases, from what the bucket and the ledger keep of them. */
@NullMarked
package dev.slipway.deployer.diff;

import org.jspecify.annotations.NullMarked;
