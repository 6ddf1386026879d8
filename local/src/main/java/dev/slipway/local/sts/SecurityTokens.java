package dev.slipway.local.sts;

import dev.slipway.local.identity.Access;
import dev.slipway.local.identity.Caller;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** STS: who the caller is. */
public final class SecurityTokens {

    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request, Access access) {
        Caller caller = access.caller();
        return GetCallerIdentityResponse.builder()
                .account(caller.account())
                .arn(caller.arn())
                .userId(caller.userId())
                .build();
    }
}
