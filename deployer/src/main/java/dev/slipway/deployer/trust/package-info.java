/** Who signs a manifest, and whether what a stack asks for is there: keys on disk and in the cloud, the signatures' file. */
@NullMarked
package dev.slipway.deployer.trust;

import org.jspecify.annotations.NullMarked;
