package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.FunctionVersion;

/**
 * The version of this release.
 *
 * @param reused true when it was published before
 */
record PublishedVersion(FunctionVersion version, boolean reused) {}
