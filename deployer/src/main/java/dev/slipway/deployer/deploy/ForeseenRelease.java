package dev.slipway.deployer.deploy;

import java.util.Optional;

/**
 * What a release would come to.
 *
 * @param version the published version that it is already; empty when one would be published
 * @param candidate whether {@code candidate} is that version
 */
record ForeseenRelease(Optional<String> version, boolean candidate) {
    /** The version in words. */
    String words() {
        return version.map(there -> "version " + there).orElse("the new version");
    }
}
