package dev.slipway.local.apigateway.auth;

import dev.slipway.local.apigateway.integration.Source;
import dev.slipway.local.http.HttpRequest;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code COGNITO_USER_POOLS} of REST APIs: an identity token of one of the pools, or, where the method asks for scopes, an
 * access token that has one of them.
 */
final class CognitoGuard implements Guard {
    private static final String UNAUTHORIZED = "Unauthorized";

    private final Tokens tokens;
    private final IdentitySource source;
    private final List<String> issuers;
    private final List<String> scopes;
    private final Consumer<String> log;

    CognitoGuard(
            Tokens tokens, IdentitySource source, List<String> issuers, List<String> scopes, Consumer<String> log) {
        this.tokens = tokens;
        this.source = source;
        this.issuers = List.copyOf(issuers);
        this.scopes = List.copyOf(scopes);
        this.log = log;
    }

    @Override
    public Identity admit(HttpRequest request, Source resource) throws Denied {
        String text = source.token(request).orElseThrow(() -> Denied.unauthorized(UNAUTHORIZED, ""));
        try {
            String issuer = Token.parse(text)
                    .text("iss")
                    .filter(issuers::contains)
                    .orElseThrow(() -> new InvalidToken("it is of none of the user pools " + issuers));
            Token token = tokens.verify(text, issuer);
            return new Identity.Bearer(token.claims(), granted(token));
        } catch (InvalidToken e) {
            log.accept("API " + resource.apiId() + ": a token was refused: " + e.reason());
            throw Denied.unauthorized(
                    e.reason().equals("the token has expired") ? "The incoming token has expired" : UNAUTHORIZED, "");
        } catch (KeysUnavailable e) {
            log.accept("API " + resource.apiId() + ": " + e.reason());
            throw Denied.broken(e.reason());
        }
    }

    private List<String> granted(Token token) throws InvalidToken {
        String use = token.text("token_use").orElse("");
        if (scopes.isEmpty()) {
            if (!use.equals("id")) {
                throw new InvalidToken("the method asks for no scopes, so it takes identity tokens only");
            }
            return List.of();
        }
        List<String> granted =
                scopes.stream().filter(token.words("scope")::contains).toList();
        if (!use.equals("access") || granted.isEmpty()) {
            throw new InvalidToken("it is no access token with one of the scopes " + scopes);
        }
        return granted;
    }
}
