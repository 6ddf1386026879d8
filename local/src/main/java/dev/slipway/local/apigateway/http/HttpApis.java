package dev.slipway.local.apigateway.http;

import dev.slipway.local.apigateway.route.RoutePattern;
import dev.slipway.local.apigateway.wire.RequestIds;
import dev.slipway.local.apigateway.wire.Shapes;
import dev.slipway.local.http.AwsError;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageResponse;

/**
 * API Gateway's control plane as Java: the operations of apigatewayv2 in the SDK's own shapes, called over the wire and
 * by the stack engine. Each throws {@link AwsError} with the service's code. A stage always serves the API's routes as
 * they stand: deployments are not kept apart.
 */
public final class HttpApis {
    private final ApiStore store;
    private final Clock clock;

    HttpApis(ApiStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** With {@code target} also an integration, a route and the stage {@code $default}, as "quick create" makes them. */
    public CreateApiResponse createApi(CreateApiRequest request) {
        require(request.name(), "Name");
        require(request.protocolTypeAsString(), "ProtocolType");
        String id = RequestIds.resource(10);
        Api api = Shapes.copy(request, Api.builder())
                .apiId(id)
                .apiEndpoint("http://" + id + ".execute-api.localhost")
                .createdDate(now())
                .routeSelectionExpression("$request.method $request.path")
                .build();
        ApiState state = new ApiState(api, List.of(), List.of(), List.of(), List.of());
        store.add(request.target() == null ? state : quick(state, request));
        return Shapes.copy(api, CreateApiResponse.builder()).build();
    }

    public GetApiResponse getApi(GetApiRequest request) {
        return Shapes.copy(store.get(request.apiId()).api(), GetApiResponse.builder())
                .build();
    }

    public GetApisResponse getApis(GetApisRequest request) {
        return GetApisResponse.builder()
                .items(store.all().stream().map(ApiState::api).toList())
                .build();
    }

    public UpdateApiResponse updateApi(UpdateApiRequest request) {
        store.change(
                request.apiId(),
                state ->
                        state.with(Shapes.copy(request, state.api().toBuilder()).build()));
        return Shapes.copy(store.get(request.apiId()).api(), UpdateApiResponse.builder())
                .build();
    }

    public DeleteApiResponse deleteApi(DeleteApiRequest request) {
        store.delete(request.apiId());
        return DeleteApiResponse.builder().build();
    }

    public CreateIntegrationResponse createIntegration(CreateIntegrationRequest request) {
        require(request.integrationTypeAsString(), "IntegrationType");
        Integration integration = Shapes.copy(request, Integration.builder())
                .integrationId(RequestIds.resource(7))
                .build();
        store.change(request.apiId(), state -> state.with(integration));
        return Shapes.copy(integration, CreateIntegrationResponse.builder()).build();
    }

    public GetIntegrationResponse getIntegration(GetIntegrationRequest request) {
        return Shapes.copy(
                        integration(store.get(request.apiId()), request.integrationId()),
                        GetIntegrationResponse.builder())
                .build();
    }

    public GetIntegrationsResponse getIntegrations(GetIntegrationsRequest request) {
        return GetIntegrationsResponse.builder()
                .items(store.get(request.apiId()).integrations())
                .build();
    }

    public UpdateIntegrationResponse updateIntegration(UpdateIntegrationRequest request) {
        store.change(
                request.apiId(),
                state -> state.with(Shapes.copy(request, integration(state, request.integrationId()).toBuilder())
                        .build()));
        return Shapes.copy(
                        integration(store.get(request.apiId()), request.integrationId()),
                        UpdateIntegrationResponse.builder())
                .build();
    }

    /** @throws AwsError {@code ConflictException} while a route leads to it */
    public DeleteIntegrationResponse deleteIntegration(DeleteIntegrationRequest request) {
        store.change(request.apiId(), state -> {
            Integration gone = integration(state, request.integrationId());
            String target = "integrations/" + gone.integrationId();
            state.routes().stream()
                    .filter(route -> target.equals(route.target()))
                    .findFirst()
                    .ifPresent(route -> {
                        throw new AwsError(
                                409,
                                "ConflictException",
                                "Cannot delete Integration '" + gone.integrationId()
                                        + "' due to other resources that depend on it: the route " + route.routeKey());
                    });
            return state.withIntegrations(without(state.integrations(), gone::equals));
        });
        return DeleteIntegrationResponse.builder().build();
    }

    public CreateRouteResponse createRoute(CreateRouteRequest request) {
        require(request.routeKey(), "RouteKey");
        Route route = Shapes.copy(request, Route.builder().authorizationType(AuthorizationType.NONE))
                .routeId(RequestIds.resource(7))
                .build();
        store.change(request.apiId(), state -> state.with(route));
        return Shapes.copy(route, CreateRouteResponse.builder()).build();
    }

    public GetRouteResponse getRoute(GetRouteRequest request) {
        return Shapes.copy(route(store.get(request.apiId()), request.routeId()), GetRouteResponse.builder())
                .build();
    }

    public GetRoutesResponse getRoutes(GetRoutesRequest request) {
        return GetRoutesResponse.builder()
                .items(store.get(request.apiId()).routes())
                .build();
    }

    public UpdateRouteResponse updateRoute(UpdateRouteRequest request) {
        store.change(
                request.apiId(),
                state -> state.with(withoutStrayAuthorizer(
                        Shapes.copy(request, route(state, request.routeId()).toBuilder())
                                .build())));
        return Shapes.copy(route(store.get(request.apiId()), request.routeId()), UpdateRouteResponse.builder())
                .build();
    }

    /** For stacks, whose updates say all that a route shall be. */
    public void replaceRoute(String routeId, CreateRouteRequest wanted) {
        store.change(
                wanted.apiId(),
                state -> state.with(Shapes.copy(wanted, Route.builder().authorizationType(AuthorizationType.NONE))
                        .routeId(route(state, routeId).routeId())
                        .build()));
    }

    /** A route that changes to another kind of authorization lets go of its authorizer. */
    private static Route withoutStrayAuthorizer(Route route) {
        boolean uses = route.authorizationType() == AuthorizationType.JWT
                || route.authorizationType() == AuthorizationType.CUSTOM;
        return uses
                ? route
                : route.toBuilder()
                        .authorizerId(null)
                        .authorizationScopes(List.of())
                        .build();
    }

    public DeleteRouteResponse deleteRoute(DeleteRouteRequest request) {
        store.change(request.apiId(), state -> {
            Route gone = route(state, request.routeId());
            return state.withRoutes(without(state.routes(), gone::equals));
        });
        return DeleteRouteResponse.builder().build();
    }

    public CreateStageResponse createStage(CreateStageRequest request) {
        require(request.stageName(), "StageName");
        Stage stage = Shapes.copy(request, Stage.builder())
                .createdDate(now())
                .lastUpdatedDate(now())
                .build();
        store.change(request.apiId(), state -> {
            if (state.stages().stream().anyMatch(s -> s.stageName().equals(stage.stageName()))) {
                throw new AwsError(409, "ConflictException", "Stage already exists");
            }
            return state.with(stage);
        });
        return Shapes.copy(stage, CreateStageResponse.builder()).build();
    }

    public GetStageResponse getStage(GetStageRequest request) {
        return Shapes.copy(stage(store.get(request.apiId()), request.stageName()), GetStageResponse.builder())
                .build();
    }

    public GetStagesResponse getStages(GetStagesRequest request) {
        return GetStagesResponse.builder()
                .items(store.get(request.apiId()).stages())
                .build();
    }

    public UpdateStageResponse updateStage(UpdateStageRequest request) {
        store.change(
                request.apiId(),
                state -> state.with(Shapes.copy(request, stage(state, request.stageName()).toBuilder())
                        .lastUpdatedDate(now())
                        .build()));
        return Shapes.copy(stage(store.get(request.apiId()), request.stageName()), UpdateStageResponse.builder())
                .build();
    }

    public DeleteStageResponse deleteStage(DeleteStageRequest request) {
        store.change(request.apiId(), state -> {
            Stage gone = stage(state, request.stageName());
            return state.withStages(without(state.stages(), gone::equals));
        });
        return DeleteStageResponse.builder().build();
    }

    private ApiState quick(ApiState state, CreateApiRequest request) {
        Integration integration = Integration.builder()
                .integrationId(RequestIds.resource(7))
                .integrationType(IntegrationType.AWS_PROXY)
                .integrationUri(request.target())
                .payloadFormatVersion("2.0")
                .build();
        Route route = Route.builder()
                .routeId(RequestIds.resource(7))
                .routeKey(request.routeKey() == null ? RoutePattern.DEFAULT : request.routeKey())
                .authorizationType(AuthorizationType.NONE)
                .target("integrations/" + integration.integrationId())
                .build();
        Stage stage = Stage.builder()
                .stageName("$default")
                .autoDeploy(true)
                .createdDate(now())
                .lastUpdatedDate(now())
                .build();
        return state.with(integration).with(route).with(stage);
    }

    private static Integration integration(ApiState state, String id) {
        return find(state.integrations(), i -> i.integrationId().equals(id), "Integration", id);
    }

    private static Route route(ApiState state, String id) {
        return find(state.routes(), r -> r.routeId().equals(id), "Route", id);
    }

    private static Stage stage(ApiState state, String name) {
        return find(state.stages(), s -> s.stageName().equals(name), "Stage", name);
    }

    private static <T> T find(List<T> items, Predicate<T> wanted, String kind, String id) {
        return items.stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() ->
                        new AwsError(404, "NotFoundException", "Invalid " + kind + " identifier specified " + id));
    }

    private static <T> List<T> without(List<T> items, Predicate<T> gone) {
        return items.stream().filter(gone.negate()).toList();
    }

    private static void require(@Nullable String value, String name) {
        if (value == null || value.isEmpty()) {
            throw new AwsError(400, "BadRequestException", name + " is required");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
