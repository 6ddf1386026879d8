package dev.slipway.deployer.cloud;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to reach a cloud.
 *
 * @param region empty for the SDK's own chain
 * @param profile empty for the SDK's own chain
 * @param endpoint of all services; empty for AWS's own
 * @param credentials the file of the embedded cloud's credentials; empty for every other cloud
 */
public record CloudAccess(
        Optional<String> region, Optional<String> profile, Optional<String> endpoint, Optional<Path> credentials) {

    /** @param credentials the file that the embedded cloud made at its first start */
    public static CloudAccess embeddedAt(String endpoint, String credentials) {
        return new CloudAccess(
                Optional.of("us-east-1"), Optional.empty(), Optional.of(endpoint), Optional.of(Path.of(credentials)));
    }

    public boolean embedded() {
        return credentials.isPresent();
    }
}
