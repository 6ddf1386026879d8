package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.rest.RestApis;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApisRequest;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** {@code AWS::ApiGateway::RestApi}, tagged with its stack: that is how a half-made one is found again. */
final class RestApiType implements ResourceType {
    private static final Set<String> ASIDE = Set.of("Tags", "FailOnWarnings");

    private final RestApis apis;

    RestApiType(RestApis apis) {
        this.apis = apis;
    }

    @Override
    public Made create(Desired desired) {
        Optional<String> earlier = desired.resumed() ? halfMade(desired) : Optional.empty();
        String id = earlier.orElseGet(() -> apis.createRestApi(wanted(desired)).id());
        String root = apis.getRestApi(GetRestApiRequest.builder().restApiId(id).build())
                .rootResourceId();
        return new Made(id, Map.of("RestApiId", id, "RootResourceId", root));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        apis.replace(current.physicalId(), wanted(desired));
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> apis.deleteRestApi(
                DeleteRestApiRequest.builder().restApiId(made.physicalId()).build()));
    }

    private static CreateRestApiRequest wanted(Desired desired) {
        return PropertyShape.fill(CreateRestApiRequest.builder(), desired.properties(), ASIDE)
                .name(desired.name("Name"))
                .tags(StackTags.of(desired))
                .build();
    }

    private Optional<String> halfMade(Desired desired) {
        return apis.getRestApis(GetRestApisRequest.builder().build()).items().stream()
                .filter(api -> StackTags.areOf(desired, api.tags()))
                .map(RestApi::id)
                .findFirst();
    }
}
