/** A folder becomes a bundle: its description read, its files listed, sized and digested, its manifest made. */
@NullMarked
package dev.slipway.deployer.bundle;

import org.jspecify.annotations.NullMarked;
