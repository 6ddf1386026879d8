package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.rest.RestApis;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CreateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourcesRequest;
import software.amazon.awssdk.services.apigateway.model.Resource;

/** {@code AWS::ApiGateway::Resource}. */
final class RestResourceType implements ResourceType {
    static final String API = "RestApiId";

    private final RestApis apis;

    RestResourceType(RestApis apis) {
        this.apis = apis;
    }

    @Override
    public Set<String> fixed() {
        return Set.of(API, "ParentId", "PathPart");
    }

    @Override
    public Made create(Desired desired) {
        Optional<String> earlier = desired.resumed() ? halfMade(desired) : Optional.empty();
        String id = earlier.orElseGet(() -> apis.createResource(
                        PropertyShape.fill(CreateResourceRequest.builder(), desired.properties(), Set.of())
                                .build())
                .id());
        return new Made(id, Map.of("ResourceId", id, API, desired.text(API)));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> apis.deleteResource(DeleteResourceRequest.builder()
                .restApiId(made.attributes().get(API))
                .resourceId(made.physicalId())
                .build()));
    }

    private Optional<String> halfMade(Desired desired) {
        return apis
                .getResources(GetResourcesRequest.builder()
                        .restApiId(desired.text(API))
                        .build())
                .items()
                .stream()
                .filter(resource -> desired.text("ParentId").equals(resource.parentId())
                        && desired.text("PathPart").equals(resource.pathPart()))
                .map(Resource::id)
                .findFirst();
    }
}
