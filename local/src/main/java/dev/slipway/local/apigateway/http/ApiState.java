package dev.slipway.local.apigateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** One API as its owner made it, in the SDK's shapes. Immutable: a change is another state. */
record ApiState(
        Api api, List<Integration> integrations, List<Authorizer> authorizers, List<Route> routes, List<Stage> stages) {
    ApiState {
        integrations = List.copyOf(integrations);
        authorizers = List.copyOf(authorizers);
        routes = List.copyOf(routes);
        stages = List.copyOf(stages);
    }

    ApiState with(Api changed) {
        return new ApiState(changed, integrations, authorizers, routes, stages);
    }

    /** With the integration in place of the one that has its id, or as a new one. */
    ApiState with(Integration changed) {
        return withIntegrations(
                put(integrations, changed, i -> i.integrationId().equals(changed.integrationId())));
    }

    ApiState with(Authorizer changed) {
        return withAuthorizers(put(authorizers, changed, a -> a.authorizerId().equals(changed.authorizerId())));
    }

    ApiState with(Route changed) {
        return withRoutes(put(routes, changed, r -> r.routeId().equals(changed.routeId())));
    }

    ApiState with(Stage changed) {
        return withStages(put(stages, changed, s -> s.stageName().equals(changed.stageName())));
    }

    ApiState withIntegrations(List<Integration> changed) {
        return new ApiState(api, changed, authorizers, routes, stages);
    }

    ApiState withAuthorizers(List<Authorizer> changed) {
        return new ApiState(api, integrations, changed, routes, stages);
    }

    ApiState withRoutes(List<Route> changed) {
        return new ApiState(api, integrations, authorizers, changed, stages);
    }

    ApiState withStages(List<Stage> changed) {
        return new ApiState(api, integrations, authorizers, routes, changed);
    }

    private static <T> List<T> put(List<T> items, T item, Predicate<T> same) {
        List<T> more = new ArrayList<>(items);
        int at = 0;
        while (at < more.size() && !same.test(more.get(at))) {
            at++;
        }
        if (at < more.size()) {
            more.set(at, item);
        } else {
            more.add(item);
        }
        return more;
    }
}
