package dev.slipway.local.apigateway.http;

import dev.slipway.local.apigateway.auth.Identity;
import dev.slipway.local.apigateway.integration.Source;
import dev.slipway.local.apigateway.route.RoutePattern;
import dev.slipway.local.apigateway.route.RouteTable;
import dev.slipway.local.http.HttpRequest;
import java.util.Map;

/**
 * One request on its way through a stage, with what the event needs beyond HTTP itself.
 *
 * @param request what came over the wire; its body is already in {@code body}
 * @param apiId the API it was sent to
 * @param stage the stage's name, {@code $default} or another
 * @param path the path in the event: decoded, a named stage's prefix included
 * @param stageVariables the stage's own; empty when there are none
 * @param route the route that takes it
 * @param caller whom the route's guard let in
 * @param body the request's bytes; empty when it has none
 */
record Call(
        HttpRequest request,
        String apiId,
        String stage,
        String path,
        Map<String, String> stageVariables,
        RouteTable.Match<ServedRoute> route,
        Identity caller,
        byte[] body) {

    String routeKey() {
        return route.pattern().key();
    }

    /** The route as a function's resource policy names it: the path as the route key has it, variables and all. */
    Source source() {
        return routeKey().equals(RoutePattern.DEFAULT)
                ? new Source(apiId, stage, RoutePattern.DEFAULT, "")
                : new Source(
                        apiId,
                        stage,
                        request.method(),
                        String.join("/", route.pattern().segments()));
    }
}
