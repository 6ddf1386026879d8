package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.rest.RestMethods;
import dev.slipway.local.http.AwsError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;

/** {@code AWS::ApiGateway::Method} with its integration. A proxy's answers need no MethodResponses: they have no effect. */
final class RestMethodType implements ResourceType {
    private static final String RESOURCE = "ResourceId";
    private static final String VERB = "HttpMethod";
    private static final String INTEGRATION = "Integration";
    private static final Set<String> ASIDE = Set.of(INTEGRATION, "MethodResponses");

    private final RestMethods methods;

    RestMethodType(RestMethods methods) {
        this.methods = methods;
    }

    @Override
    public Set<String> fixed() {
        return Set.of(RestResourceType.API, RESOURCE, VERB);
    }

    @Override
    public Made create(Desired desired) {
        put(desired);
        return new Made(
                desired.name(""),
                Map.of(
                        RestResourceType.API,
                        desired.text(RestResourceType.API),
                        RESOURCE,
                        desired.text(RESOURCE),
                        VERB,
                        desired.text(VERB)));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        put(desired);
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> methods.deleteMethod(DeleteMethodRequest.builder()
                .restApiId(made.attributes().get(RestResourceType.API))
                .resourceId(made.attributes().get(RESOURCE))
                .httpMethod(made.attributes().get(VERB))
                .build()));
    }

    private void put(Desired desired) {
        PutMethodRequest method = PropertyShape.fill(PutMethodRequest.builder(), desired.properties(), ASIDE)
                .build();
        methods.replace(method, integration(desired.properties().get(INTEGRATION), method));
    }

    private static @Nullable PutIntegrationRequest integration(@Nullable Object properties, PutMethodRequest method) {
        if (properties == null) {
            return null;
        }
        if (!(properties instanceof Map<?, ?> named)) {
            throw new AwsError(400, "ValidationError", "Property Integration must be an object");
        }
        Map<String, @Nullable Object> integration = new LinkedHashMap<>();
        named.forEach((key, value) -> integration.put(String.valueOf(key), value));
        return PropertyShape.fill(PutIntegrationRequest.builder(), integration, Set.of("IntegrationResponses"))
                .restApiId(method.restApiId())
                .resourceId(method.resourceId())
                .httpMethod(method.httpMethod())
                .build();
    }
}
