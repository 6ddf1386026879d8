/** What a deploy would do, as a record that can be shown, compared and kept. */
@NullMarked
package dev.slipway.deployer.plan;

import org.jspecify.annotations.NullMarked;
