package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.http.HttpApis;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/** {@code AWS::ApiGatewayV2::Route}. */
final class RouteType implements ResourceType {
    private static final String API = "ApiId";

    private final HttpApis apis;

    RouteType(HttpApis apis) {
        this.apis = apis;
    }

    @Override
    public Set<String> fixed() {
        return Set.of(API);
    }

    @Override
    public Made create(Desired desired) {
        Optional<String> earlier = desired.resumed() ? halfMade(desired) : Optional.empty();
        String id = earlier.orElseGet(
                () -> apis.createRoute(PropertyShape.fill(CreateRouteRequest.builder(), desired.properties(), Set.of())
                                .build())
                        .routeId());
        return new Made(id, Map.of("RouteId", id, API, desired.text(API)));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        apis.replaceRoute(
                current.physicalId(),
                PropertyShape.fill(CreateRouteRequest.builder(), desired.properties(), Set.of())
                        .build());
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> apis.deleteRoute(DeleteRouteRequest.builder()
                .apiId(made.attributes().get(API))
                .routeId(made.physicalId())
                .build()));
    }

    private Optional<String> halfMade(Desired desired) {
        return apis
                .getRoutes(GetRoutesRequest.builder().apiId(desired.text(API)).build())
                .items()
                .stream()
                .filter(route -> desired.text("RouteKey").equals(route.routeKey()))
                .map(Route::routeId)
                .findFirst();
    }
}
