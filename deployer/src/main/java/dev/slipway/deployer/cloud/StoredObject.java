package dev.slipway.deployer.cloud;

import java.time.Instant;
import java.util.Optional;

/**
 * An object without its content.
 *
 * @param size in bytes
 * @param sha256 the digest of the whole content in hex, as the store computed it at the upload; empty when it did not
 * @param modified when it was last written
 * @param inParts whether it was uploaded in parts, each of which the store has checked by its own digest
 */
public record StoredObject(
        String key, long size, String etag, Instant modified, Optional<String> sha256, boolean inParts) {

    /** Whether the store vouches that this is the file of that size and digest: what was overwritten since is not. */
    public boolean holds(long expectedSize, String expectedSha256) {
        return size == expectedSize
                && (inParts || sha256.filter(expectedSha256::equals).isPresent());
    }
}
