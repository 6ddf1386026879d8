package dev.slipway.local.apigateway.auth;

import dev.slipway.local.apigateway.integration.Source;
import dev.slipway.local.http.HttpRequest;
import java.util.List;
import java.util.function.Consumer;

/** {@code JWT} of HTTP APIs: a token of the issuer, for one of the audiences, with one of the route's scopes. */
final class JwtGuard implements Guard {
    private final Tokens tokens;
    private final Settings settings;
    private final List<String> scopes;
    private final Consumer<String> log;

    JwtGuard(Tokens tokens, Settings settings, List<String> scopes, Consumer<String> log) {
        this.tokens = tokens;
        this.settings = settings;
        this.scopes = List.copyOf(scopes);
        this.log = log;
    }

    /** An authorizer's own settings. */
    record Settings(IdentitySource source, String issuer, List<String> audiences) {
        Settings {
            audiences = List.copyOf(audiences);
        }
    }

    @Override
    public Identity admit(HttpRequest request, Source resource) throws Denied {
        String text = settings.source().token(request).orElseThrow(() -> Denied.unauthorized("no token", "Bearer"));
        try {
            Token token = tokens.verify(text, settings.issuer());
            verifyAudience(token);
            return new Identity.Bearer(token.claims(), granted(token));
        } catch (InvalidToken e) {
            throw Denied.unauthorized(e.reason(), challenge("", "invalid_token", e.reason()));
        } catch (KeysUnavailable e) {
            log.accept("API " + resource.apiId() + ": " + e.reason());
            throw Denied.unauthorized(e.reason(), challenge("", "invalid_token", "the issuer's keys cannot be read"));
        }
    }

    /** {@code client_id} counts only where there is no {@code aud}. */
    private void verifyAudience(Token token) throws InvalidToken {
        Object audience = token.claims().containsKey("aud")
                ? token.claims().get("aud")
                : token.claims().get("client_id");
        boolean known = audience instanceof List<?> several
                ? several.stream().anyMatch(settings.audiences()::contains)
                : audience instanceof String one && settings.audiences().contains(one);
        if (!known) {
            throw new InvalidToken("the token does not have a valid audience");
        }
    }

    private List<String> granted(Token token) throws Denied {
        if (scopes.isEmpty()) {
            return List.of();
        }
        List<String> held = token.words(token.claims().containsKey("scope") ? "scope" : "scp");
        List<String> granted = scopes.stream().filter(held::contains).toList();
        if (granted.isEmpty()) {
            throw Denied.forbidden(
                    "ForbiddenException",
                    "the token has none of the scopes " + scopes,
                    challenge(
                            String.join(" ", scopes),
                            "insufficient_scope",
                            "the token does not have a sufficient scope"));
        }
        return granted;
    }

    private static String challenge(String scope, String error, String description) {
        return "Bearer scope=\"" + scope + "\" error=\"" + error + "\" error_description=\"" + description + "\"";
    }
}
