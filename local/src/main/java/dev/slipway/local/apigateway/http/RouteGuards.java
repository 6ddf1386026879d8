package dev.slipway.local.apigateway.http;

import dev.slipway.local.apigateway.auth.Guard;
import dev.slipway.local.apigateway.auth.Guards;
import dev.slipway.local.apigateway.auth.IdentitySource;
import dev.slipway.local.http.AwsError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/** The guard of each route of an API; an authorization that cannot be enforced is refused, for the route would stand open. */
final class RouteGuards {
    private final Map<String, Authorizer> authorizers = new HashMap<>();
    private final Guards guards;

    /** @throws AwsError when an authorizer is wrong or of a kind that is not enforced here */
    RouteGuards(List<Authorizer> authorizers, Guards guards) {
        this.guards = guards;
        for (Authorizer authorizer : authorizers) {
            check(authorizer);
            this.authorizers.put(authorizer.authorizerId(), authorizer);
        }
    }

    Guard of(Route route) {
        if (Boolean.TRUE.equals(route.apiKeyRequired())) {
            throw invalid("ApiKeyRequired is for WebSocket APIs only: the route " + route.routeKey());
        }
        AuthorizationType type = route.authorizationType() == null ? AuthorizationType.NONE : route.authorizationType();
        return switch (type) {
            case NONE -> open(route);
            case AWS_IAM -> guards.signed();
            case JWT -> jwt(route);
            default ->
                throw ServedApi.notServed(
                        "the authorization " + route.authorizationTypeAsString() + " of the route " + route.routeKey());
        };
    }

    private static Guard open(Route route) {
        if (route.authorizerId() != null) {
            throw invalid("The route " + route.routeKey() + " names an authorizer, but its authorization is NONE");
        }
        return Guard.OPEN;
    }

    private Guard jwt(Route route) {
        Authorizer authorizer = route.authorizerId() == null ? null : authorizers.get(route.authorizerId());
        if (authorizer == null) {
            throw invalid("The route " + route.routeKey() + " names the authorizer '" + route.authorizerId()
                    + "', which the API does not have");
        }
        return guards.jwt(
                source(authorizer),
                authorizer.jwtConfiguration().issuer(),
                authorizer.jwtConfiguration().audience(),
                route.authorizationScopes());
    }

    private static void check(Authorizer authorizer) {
        if (authorizer.authorizerType() != AuthorizerType.JWT) {
            throw ServedApi.notServed("authorizers of the type " + authorizer.authorizerTypeAsString()
                    + " (the authorizer " + authorizer.name() + "); JWT is served");
        }
        if (authorizer.jwtConfiguration() == null
                || authorizer.jwtConfiguration().issuer() == null
                || authorizer.jwtConfiguration().audience().isEmpty()) {
            throw invalid("The authorizer " + authorizer.name() + " needs a JwtConfiguration with Issuer and Audience");
        }
        source(authorizer);
    }

    private static IdentitySource source(Authorizer authorizer) {
        List<String> sources = authorizer.identitySource();
        if (sources.size() != 1) {
            throw invalid("The authorizer " + authorizer.name() + " needs one IdentitySource, such as"
                    + " $request.header.Authorization");
        }
        return IdentitySource.parse(sources.get(0))
                .orElseThrow(() -> invalid("The IdentitySource '" + sources.get(0) + "' is not valid"));
    }

    private static AwsError invalid(String message) {
        return new AwsError(400, "BadRequestException", message);
    }
}
