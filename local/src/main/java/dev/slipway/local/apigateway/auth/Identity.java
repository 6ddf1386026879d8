package dev.slipway.local.apigateway.auth;

import dev.slipway.local.identity.Caller;
import java.util.List;
import java.util.Map;

/** Whom a guard let in: what the function learns of its caller. */
public sealed interface Identity {

    /** Anybody. */
    record Anyone() implements Identity {}

    /** Whoever signed the request. */
    record Signer(Caller caller) implements Identity {}

    /**
     * Whoever holds a token.
     *
     * @param claims as they stand in the token
     * @param scopes those of the token that the route asks for; empty where it asks for none
     */
    record Bearer(Map<String, Object> claims, List<String> scopes) implements Identity {
        public Bearer {
            claims = Map.copyOf(claims);
            scopes = List.copyOf(scopes);
        }
    }
}
