package dev.slipway.local.apigateway.rest;

import dev.slipway.local.apigateway.wire.Patches;
import dev.slipway.local.apigateway.wire.Shapes;
import dev.slipway.local.http.AwsError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodResponse;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.GetMethodRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponse;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponse;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponse;

/**
 * The control plane of methods and their integrations, in the SDK's own shapes. What it changes is served only after the
 * next deployment.
 */
public final class RestMethods {
    private static final Set<String> VERBS = Set.of("ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
    private static final Set<String> METHOD_PATCHED =
            Set.of("authorizationType", "authorizerId", "authorizationScopes", "apiKeyRequired", "operationName");
    private static final Set<String> INTEGRATION_PATCHED =
            Set.of("uri", "timeoutInMillis", "httpMethod", "passthroughBehavior");

    private final RestStore store;

    RestMethods(RestStore store) {
        this.store = store;
    }

    /** @throws AwsError {@code ConflictException} when the resource has the method */
    public PutMethodResponse putMethod(PutMethodRequest request) {
        Method method = method(request);
        change(request.restApiId(), request.resourceId(), methods -> {
            if (methods.containsKey(method.httpMethod())) {
                throw Refusals.conflict("Method already exists for this resource");
            }
            methods.put(method.httpMethod(), method);
            return methods;
        });
        return Shapes.copy(method, PutMethodResponse.builder()).build();
    }

    public GetMethodResponse getMethod(GetMethodRequest request) {
        return Shapes.copy(
                        find(request.restApiId(), request.resourceId(), request.httpMethod()),
                        GetMethodResponse.builder())
                .build();
    }

    public UpdateMethodResponse updateMethod(UpdateMethodRequest request) {
        change(
                request.restApiId(),
                request.resourceId(),
                request.httpMethod(),
                method -> Patches.apply(method.toBuilder(), request.patchOperations(), METHOD_PATCHED)
                        .build());
        return Shapes.copy(
                        find(request.restApiId(), request.resourceId(), request.httpMethod()),
                        UpdateMethodResponse.builder())
                .build();
    }

    public DeleteMethodResponse deleteMethod(DeleteMethodRequest request) {
        change(request.restApiId(), request.resourceId(), methods -> {
            if (methods.remove(request.httpMethod()) == null) {
                throw invalidMethod();
            }
            return methods;
        });
        return DeleteMethodResponse.builder().build();
    }

    public PutIntegrationResponse putIntegration(PutIntegrationRequest request) {
        Integration integration = integration(request);
        change(
                request.restApiId(),
                request.resourceId(),
                request.httpMethod(),
                method -> method.toBuilder().methodIntegration(integration).build());
        return Shapes.copy(integration, PutIntegrationResponse.builder()).build();
    }

    public GetIntegrationResponse getIntegration(GetIntegrationRequest request) {
        Method method = find(request.restApiId(), request.resourceId(), request.httpMethod());
        return Shapes.copy(integrationOf(method), GetIntegrationResponse.builder())
                .build();
    }

    public UpdateIntegrationResponse updateIntegration(UpdateIntegrationRequest request) {
        change(
                request.restApiId(),
                request.resourceId(),
                request.httpMethod(),
                method -> method.toBuilder()
                        .methodIntegration(Patches.apply(
                                        integrationOf(method).toBuilder(),
                                        request.patchOperations(),
                                        INTEGRATION_PATCHED)
                                .build())
                        .build());
        Method changed = find(request.restApiId(), request.resourceId(), request.httpMethod());
        return Shapes.copy(integrationOf(changed), UpdateIntegrationResponse.builder())
                .build();
    }

    public DeleteIntegrationResponse deleteIntegration(DeleteIntegrationRequest request) {
        change(request.restApiId(), request.resourceId(), request.httpMethod(), method -> {
            integrationOf(method);
            return method.toBuilder().methodIntegration((Integration) null).build();
        });
        return DeleteIntegrationResponse.builder().build();
    }

    /** For stacks, which say a method with its integration at once, whether it is there or not. */
    public void replace(PutMethodRequest wanted, @Nullable PutIntegrationRequest integration) {
        Method method = method(wanted);
        Method whole = integration == null
                ? method
                : method.toBuilder().methodIntegration(integration(integration)).build();
        change(wanted.restApiId(), wanted.resourceId(), methods -> {
            methods.put(whole.httpMethod(), whole);
            return methods;
        });
    }

    private static Method method(PutMethodRequest request) {
        String verb = Refusals.require(request.httpMethod(), "httpMethod");
        if (!VERBS.contains(verb)) {
            throw Refusals.bad("Invalid HTTP method specified: " + verb);
        }
        if (request.requestValidatorId() != null) {
            throw Refusals.notServed("request validators");
        }
        Refusals.require(request.authorizationType(), "authorizationType");
        return Shapes.copy(request, Method.builder().apiKeyRequired(false)).build();
    }

    private static Integration integration(PutIntegrationRequest request) {
        Integer millis = request.timeoutInMillis();
        return Shapes.copy(request, Integration.builder())
                .httpMethod(request.integrationHttpMethod())
                .passthroughBehavior(
                        request.passthroughBehavior() == null ? "WHEN_NO_MATCH" : request.passthroughBehavior())
                .timeoutInMillis(millis == null ? 29_000 : millis)
                .cacheNamespace(request.cacheNamespace() == null ? request.resourceId() : request.cacheNamespace())
                .build();
    }

    static Integration integrationOf(Method method) {
        if (method.methodIntegration() == null) {
            throw Refusals.notFound("No integration defined for method");
        }
        return method.methodIntegration();
    }

    Method find(String apiId, String resourceId, String verb) {
        Method method = store.get(apiId).resource(resourceId).resourceMethods().get(verb);
        if (method == null) {
            throw invalidMethod();
        }
        return method;
    }

    void change(String apiId, String resourceId, String verb, UnaryOperator<Method> change) {
        change(apiId, resourceId, methods -> {
            Method method = methods.get(verb);
            if (method == null) {
                throw invalidMethod();
            }
            methods.put(verb, change.apply(method));
            return methods;
        });
    }

    private void change(String apiId, String resourceId, UnaryOperator<Map<String, Method>> change) {
        store.change(apiId, state -> {
            Resource resource = state.resource(resourceId);
            Map<String, Method> methods = change.apply(new LinkedHashMap<>(resource.resourceMethods()));
            return state.with(resource.toBuilder().resourceMethods(methods).build());
        });
    }

    private static AwsError invalidMethod() {
        return Refusals.notFound("Invalid Method identifier specified");
    }
}
