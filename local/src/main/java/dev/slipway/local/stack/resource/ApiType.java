package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.http.HttpApis;
import java.util.LinkedHashMap;
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
    private static final String STACK_TAG = "aws:cloudformation:stack-id";
    private static final String LOGICAL_TAG = "aws:cloudformation:logical-id";
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
                                .tags(tags(desired))
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
                .filter(api -> desired.stackId().equals(api.tags().get(STACK_TAG))
                        && desired.logicalId().equals(api.tags().get(LOGICAL_TAG)))
                .map(Api::apiId)
                .findFirst();
    }

    private static Map<String, String> tags(Desired desired) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (desired.properties().get("Tags") instanceof Map<?, ?> own) {
            own.forEach((key, value) -> tags.put(String.valueOf(key), String.valueOf(value)));
        }
        tags.put(STACK_TAG, desired.stackId());
        tags.put(LOGICAL_TAG, desired.logicalId());
        return tags;
    }
}
