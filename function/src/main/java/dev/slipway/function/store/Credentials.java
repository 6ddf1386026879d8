package dev.slipway.function.store;

import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Whom requests to S3 are signed as. */
public interface Credentials {
    /**
     * Credentials that are valid now.
     *
     * @throws java.io.IOException where they could not be fetched
     */
    AwsCredentialsIdentity current() throws java.io.IOException;

    /** Those given before are no longer good: after a restore, or when S3 says that they expired. */
    void renew();
}
