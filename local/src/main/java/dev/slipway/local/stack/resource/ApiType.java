package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.http.HttpApis;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;

/** {@code AWS::ApiGatewayV2::Api}, tagged with its stack as CloudFormation does: that is how a half-made one is found again. */
final class ApiType implements ResourceType {
    private static final Set<String> ASIDE = Set.of("Tags", "FailOnWarnings");

    private final HttpApis apis;

    ApiType(HttpApis apis) {
        this.apis = apis;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("ProtocolType");
    }

    @Override
    public Made create(Desired desired) {
        Optional<String> earlier = desired.resumed() ? halfMade(desired) : Optional.empty();
        String id = earlier.orElseGet(
                () -> apis.createApi(PropertyShape.fill(CreateApiRequest.builder(), desired.properties(), ASIDE)
                                .tags(StackTags.of(desired))
                                .build())
                        .apiId());
        return new Made(id, Map.of("ApiId", id, "ApiEndpoint", "http://" + id + ".execute-api.localhost"));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        Map<String, @Nullable Object> changed = Changes.between(before, desired.properties());
        apis.updateApi(PropertyShape.fill(UpdateApiRequest.builder(), changed, ASIDE)
                .apiId(current.physicalId())
                .build());
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> apis.deleteApi(
                DeleteApiRequest.builder().apiId(made.physicalId()).build()));
    }

    private Optional<String> halfMade(Desired desired) {
        return apis.getApis(GetApisRequest.builder().build()).items().stream()
                .filter(api -> StackTags.areOf(desired, api.tags()))
                .map(Api::apiId)
                .findFirst();
    }
}
