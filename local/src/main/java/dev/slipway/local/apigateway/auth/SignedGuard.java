package dev.slipway.local.apigateway.auth;

import dev.slipway.local.apigateway.integration.Source;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.Gate;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.identity.Ask;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code AWS_IAM}: a request signed for execute-api by somebody whose policies allow {@code execute-api:Invoke}. */
final class SignedGuard implements Guard {
    private static final String SERVICE = "execute-api";
    private static final String ACTION = "execute-api:Invoke";

    private final Gate gate;

    SignedGuard(Gate gate) {
        this.gate = gate;
    }

    @Override
    public Identity admit(HttpRequest request, Source resource) throws Denied {
        try {
            HttpRequest signed = gate.admit(request, SERVICE);
            signed.body().close();
            signed.access().require(Ask.of(ACTION, resource.arn()));
            return new Identity.Signer(signed.access().caller());
        } catch (AwsError refused) {
            throw Denied.forbidden(refused.code(), String.valueOf(refused.getMessage()), "");
        } catch (IOException e) {
            throw new UncheckedIOException("a request's body in memory cannot be closed", e);
        }
    }
}
