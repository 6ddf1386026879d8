package dev.slipway.deployer.cloud.aws;

import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.CloudAccess;

/** The ports over the AWS SDK. */
public final class AwsCloud {
    private AwsCloud() {}

    public static Cloud open(CloudAccess access) {
        throw new UnsupportedOperationException("not there yet: " + access);
    }
}
