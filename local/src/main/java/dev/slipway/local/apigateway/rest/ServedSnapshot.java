package dev.slipway.local.apigateway.rest;

import dev.slipway.local.apigateway.auth.Guard;
import dev.slipway.local.apigateway.auth.Guards;
import dev.slipway.local.apigateway.auth.IdentitySource;
import dev.slipway.local.apigateway.integration.IntegrationTarget;
import dev.slipway.local.apigateway.route.RoutePattern;
import dev.slipway.local.apigateway.route.RouteTable;
import dev.slipway.local.http.AwsError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.AuthorizerType;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;

/** A snapshot ready to serve. Making it is what checks it: an authorization that cannot be enforced is refused. */
final class ServedSnapshot {
    private static final Duration LONGEST = Duration.ofSeconds(29);

    private final RouteTable<ServedMethod> methods;
    private final MediaTypes binary;
    private final Map<String, Authorizer> authorizers = new HashMap<>();
    private final Guards guards;

    /** @throws AwsError when the snapshot is wrong, or asks for what the embedded cloud does not do */
    ServedSnapshot(Snapshot snapshot, Guards guards) {
        this.guards = guards;
        this.binary = new MediaTypes(snapshot.binaryMediaTypes());
        for (Authorizer authorizer : snapshot.authorizers()) {
            cognito(authorizer, List.of());
            authorizers.put(authorizer.id(), authorizer);
        }
        List<RouteTable.Entry<ServedMethod>> entries = new ArrayList<>();
        for (Resource resource : snapshot.resources()) {
            for (Method method : resource.resourceMethods().values()) {
                Guard guard = guard(method, resource);
                if (method.methodIntegration() != null) {
                    entries.add(new RouteTable.Entry<>(
                            RoutePattern.parse(method.httpMethod() + " " + resource.path()),
                            served(resource, method, guard)));
                }
            }
        }
        this.methods = new RouteTable<>(entries);
    }

    RouteTable<ServedMethod> methods() {
        return methods;
    }

    MediaTypes binary() {
        return binary;
    }

    private static ServedMethod served(Resource resource, Method method, Guard guard) {
        Integration integration = method.methodIntegration();
        if (integration.type() != IntegrationType.AWS_PROXY) {
            throw Refusals.notServed("the integration type " + integration.typeAsString() + "; AWS_PROXY is served");
        }
        if (integration.credentials() != null) {
            throw Refusals.notServed("integration credentials; the function's resource policy decides");
        }
        if (!"POST".equals(integration.httpMethod())) {
            throw Refusals.bad("A Lambda integration's HTTP method must be POST");
        }
        Integer millis = integration.timeoutInMillis();
        Duration limit = millis == null ? LONGEST : Duration.ofMillis(millis);
        return new ServedMethod(
                resource.id(),
                resource.path(),
                guard,
                Boolean.TRUE.equals(method.apiKeyRequired()),
                IntegrationTarget.of(Refusals.require(integration.uri(), "uri"), limit, LONGEST));
    }

    private Guard guard(Method method, Resource resource) {
        String type = method.authorizationType() == null ? "NONE" : method.authorizationType();
        return switch (type) {
            case "NONE" -> open(method, resource);
            case "AWS_IAM" -> guards.signed();
            case "COGNITO_USER_POOLS" -> {
                Authorizer authorizer = authorizers.get(String.valueOf(method.authorizerId()));
                if (authorizer == null) {
                    throw Refusals.bad("Invalid authorizer ID specified. Setting the authorization type to CUSTOM or"
                            + " COGNITO_USER_POOLS requires a valid authorizer.");
                }
                yield cognito(authorizer, method.authorizationScopes());
            }
            default -> throw Refusals.notServed("the authorization " + type + " of " + name(method, resource));
        };
    }

    private static Guard open(Method method, Resource resource) {
        if (method.authorizerId() != null) {
            throw Refusals.bad(name(method, resource) + " names an authorizer, but its authorization is NONE");
        }
        return Guard.OPEN;
    }

    private Guard cognito(Authorizer authorizer, List<String> scopes) {
        if (authorizer.type() != AuthorizerType.COGNITO_USER_POOLS) {
            throw Refusals.notServed("authorizers of the type " + authorizer.typeAsString() + " (the authorizer "
                    + authorizer.name() + "); COGNITO_USER_POOLS is served");
        }
        if (authorizer.providerARNs().isEmpty()) {
            throw Refusals.bad("The authorizer " + authorizer.name() + " needs providerARNs");
        }
        if (authorizer.identityValidationExpression() != null) {
            throw Refusals.notServed("an authorizer's identityValidationExpression");
        }
        IdentitySource source = IdentitySource.parse(String.valueOf(authorizer.identitySource()))
                .orElseThrow(() -> Refusals.bad(
                        "Invalid mapping expression specified for identitySource: " + authorizer.identitySource()));
        return guards.cognito(source, authorizer.providerARNs(), scopes);
    }

    private static String name(Method method, Resource resource) {
        return method.httpMethod() + " " + resource.path();
    }
}
