package dev.slipway.local.sts;

import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Every caller is the one account's root: the embedded cloud accepts any credentials. */
public final class SecurityTokens {
    private static final String ACCOUNT = "000000000000";

    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
        return GetCallerIdentityResponse.builder()
                .account(ACCOUNT)
                .arn("arn:aws:iam::" + ACCOUNT + ":root")
                .userId(ACCOUNT)
                .build();
    }
}
