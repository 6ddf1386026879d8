package dev.slipway.deployer.cloud;

import java.util.Optional;

/**
 * How to reach a cloud.
 *
 * @param region empty for the SDK's own chain
 * @param profile empty for the SDK's own chain
 * @param endpoint of all services; empty for AWS's own
 * @param embedded true for the embedded cloud, which takes any credentials
 */
public record CloudAccess(
        Optional<String> region, Optional<String> profile, Optional<String> endpoint, boolean embedded) {

    public static CloudAccess embeddedAt(String endpoint) {
        return new CloudAccess(Optional.of("us-east-1"), Optional.empty(), Optional.of(endpoint), true);
    }
}
