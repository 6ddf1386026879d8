package dev.slipway.local.apigateway.http;

import dev.slipway.local.apigateway.auth.Guard;
import dev.slipway.local.apigateway.auth.Guards;
import dev.slipway.local.apigateway.integration.IntegrationTarget;
import dev.slipway.local.apigateway.route.RoutePattern;
import dev.slipway.local.apigateway.route.RouteTable;
import dev.slipway.local.http.AwsError;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/** An API ready to serve. Making it is what checks a state: nothing is kept that could not be served. */
final class ServedApi {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String INTEGRATIONS = "integrations/";

    private final ApiState state;
    private final RouteTable<ServedRoute> routes;
    private final Map<String, ServedStage> stages = new HashMap<>();

    /** @throws AwsError when the state is wrong, or asks for what the embedded cloud does not do */
    ServedApi(ApiState state, Guards guards, Clock clock) {
        this.state = state;
        if (state.api().protocolType() != ProtocolType.HTTP) {
            throw notServed("the protocol " + state.api().protocolTypeAsString());
        }
        if (state.api().corsConfiguration() != null) {
            throw notServed("CorsConfiguration");
        }
        this.routes = new RouteTable<>(
                entries(state, targets(state.integrations()), new RouteGuards(state.authorizers(), guards)));
        state.stages().forEach(stage -> stages.put(stage.stageName(), new ServedStage(stage, clock)));
    }

    ApiState state() {
        return state;
    }

    RouteTable<ServedRoute> routes() {
        return routes;
    }

    Optional<ServedStage> stage(String name) {
        return Optional.ofNullable(stages.get(name));
    }

    private static Map<String, IntegrationTarget> targets(List<Integration> integrations) {
        Map<String, IntegrationTarget> targets = new HashMap<>();
        for (Integration integration : integrations) {
            if (integration.integrationType() != IntegrationType.AWS_PROXY
                    || integration.integrationSubtype() != null) {
                throw notServed("the integration type " + integration.integrationTypeAsString());
            }
            if (!"2.0".equals(integration.payloadFormatVersion())) {
                throw notServed("the payload format " + integration.payloadFormatVersion()
                        + " (give PayloadFormatVersion 2.0)");
            }
            if (integration.integrationUri() == null) {
                throw new AwsError(400, "BadRequestException", "An AWS_PROXY integration needs an IntegrationUri");
            }
            Integer millis = integration.timeoutInMillis();
            Duration limit = millis == null ? LONGEST : Duration.ofMillis(millis);
            targets.put(
                    integration.integrationId(), IntegrationTarget.of(integration.integrationUri(), limit, LONGEST));
        }
        return targets;
    }

    private static List<RouteTable.Entry<ServedRoute>> entries(
            ApiState state, Map<String, IntegrationTarget> targets, RouteGuards guards) {
        List<RouteTable.Entry<ServedRoute>> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Route route : state.routes()) {
            RoutePattern pattern = RoutePattern.parse(route.routeKey());
            if (!keys.add(route.routeKey())) {
                throw new AwsError(
                        409,
                        "ConflictException",
                        "Route with key " + route.routeKey() + " already exists for this API");
            }
            Guard guard = guards.of(route);
            if (route.target() != null) {
                entries.add(new RouteTable.Entry<>(pattern, new ServedRoute(guard, target(route, targets))));
            }
        }
        return entries;
    }

    private static IntegrationTarget target(Route route, Map<String, IntegrationTarget> targets) {
        String id = route.target().startsWith(INTEGRATIONS)
                ? route.target().substring(INTEGRATIONS.length())
                : route.target();
        IntegrationTarget target = targets.get(id);
        if (target == null) {
            throw new AwsError(
                    400,
                    "BadRequestException",
                    "The route " + route.routeKey() + " names the integration '" + id
                            + "', which the API does not have");
        }
        return target;
    }

    static AwsError notServed(String what) {
        return new AwsError(501, "NotImplemented", "The embedded cloud's HTTP APIs do not serve " + what);
    }
}
