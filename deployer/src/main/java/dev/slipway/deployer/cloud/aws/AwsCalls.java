package dev.slipway.deployer.cloud.aws;

import dev.slipway.deployer.cloud.CloudException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** The one way into the SDK: an exception leaves it as a {@link CloudException} only. */
final class AwsCalls {
    private final AwsErrors errors;

    AwsCalls(AwsErrors errors) {
        this.errors = errors;
    }

    /**
     * @param action as IAM names it, such as {@code s3:PutObject}
     * @param resource what it was done to, as a user knows it
     */
    <T> T call(String action, String resource, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw errors.translate(action, resource, e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // The SDK's own checks of regions, endpoints and profiles, before anything is sent.
            throw errors.unusable(action, e);
        }
    }

    /** A call whose thing may be missing: then empty. */
    <T> Optional<T> find(String action, String resource, Supplier<T> call) {
        try {
            return Optional.of(call(action, resource, call));
        } catch (CloudException e) {
            if (e.is(CloudException.Kind.NOT_FOUND)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
