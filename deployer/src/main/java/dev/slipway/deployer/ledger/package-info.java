/** What was released, when, by whom and from what: one object a version, written once, never changed. */
@NullMarked
package dev.slipway.deployer.ledger;

import org.jspecify.annotations.NullMarked;
