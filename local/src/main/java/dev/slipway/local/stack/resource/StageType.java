package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.http.HttpApis;
import dev.slipway.local.http.AwsError;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;

/** {@code AWS::ApiGatewayV2::Stage}. */
final class StageType implements ResourceType {
    static final String API = "ApiId";

    private final HttpApis apis;

    StageType(HttpApis apis) {
        this.apis = apis;
    }

    @Override
    public Set<String> fixed() {
        return Set.of(API, "StageName");
    }

    @Override
    public Made create(Desired desired) {
        try {
            apis.createStage(PropertyShape.fill(CreateStageRequest.builder(), desired.properties(), Set.of())
                    .build());
        } catch (AwsError error) {
            if (error.status() != 409 || !desired.resumed()) {
                throw error;
            }
        }
        return new Made(desired.text("StageName"), Map.of(API, desired.text(API)));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        apis.updateStage(PropertyShape.fill(
                        UpdateStageRequest.builder(), Changes.between(before, desired.properties()), Set.of())
                .apiId(desired.text(API))
                .stageName(current.physicalId())
                .build());
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> apis.deleteStage(DeleteStageRequest.builder()
                .apiId(made.attributes().get(API))
                .stageName(made.physicalId())
                .build()));
    }
}
