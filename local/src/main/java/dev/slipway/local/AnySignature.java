package dev.slipway.local;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.CredentialScope;
import dev.slipway.local.http.Gate;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.identity.Access;

/** Lets in every request that is signed for the right service, whoever signed it. */
final class AnySignature implements Gate {
    @Override
    public HttpRequest admit(HttpRequest request, String service) {
        CredentialScope scope = CredentialScope.of(request)
                .orElseThrow(
                        () -> new AwsError(403, "MissingAuthenticationTokenException", "Missing Authentication Token"));
        if (!scope.service().equals(service)) {
            throw new AwsError(
                    403,
                    "InvalidSignatureException",
                    "Credential should be scoped to correct service: '" + service + "'.");
        }
        return request.admitted(Access.UNCHECKED, request.body());
    }
}
