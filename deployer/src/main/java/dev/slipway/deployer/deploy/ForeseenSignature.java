package dev.slipway.deployer.deploy;

import java.util.Optional;

/**
 * What would become of the manifest's signature.
 *
 * @param action in words; empty when none would be added
 * @param warning why the deploy would be refused; empty when it would not
 */
record ForeseenSignature(Optional<String> action, Optional<String> warning) {
    static final ForeseenSignature NONE = new ForeseenSignature(Optional.empty(), Optional.empty());
}
