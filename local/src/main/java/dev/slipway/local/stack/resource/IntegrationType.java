package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.http.HttpApis;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;

/** {@code AWS::ApiGatewayV2::Integration}. */
final class IntegrationType implements ResourceType {
    private static final String API = "ApiId";

    private final HttpApis apis;

    IntegrationType(HttpApis apis) {
        this.apis = apis;
    }

    @Override
    public Set<String> fixed() {
        return Set.of(API);
    }

    @Override
    public Made create(Desired desired) {
        Optional<String> earlier = desired.resumed() ? halfMade(desired) : Optional.empty();
        String id = earlier.orElseGet(() -> apis.createIntegration(
                        PropertyShape.fill(CreateIntegrationRequest.builder(), desired.properties(), Set.of())
                                .build())
                .integrationId());
        return new Made(id, Map.of("IntegrationId", id, API, desired.text(API)));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        apis.updateIntegration(PropertyShape.fill(
                        UpdateIntegrationRequest.builder(), Changes.between(before, desired.properties()), Set.of())
                .apiId(desired.text(API))
                .integrationId(current.physicalId())
                .build());
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> apis.deleteIntegration(DeleteIntegrationRequest.builder()
                .apiId(made.attributes().get(API))
                .integrationId(made.physicalId())
                .build()));
    }

    private Optional<String> halfMade(Desired desired) {
        return apis
                .getIntegrations(GetIntegrationsRequest.builder()
                        .apiId(desired.text(API))
                        .build())
                .items()
                .stream()
                .filter(integration -> desired.text("IntegrationUri").equals(integration.integrationUri()))
                .map(Integration::integrationId)
                .findFirst();
    }
}
