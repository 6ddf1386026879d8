package dev.slipway.local.apigateway.http;

import dev.slipway.local.apigateway.auth.Guard;
import dev.slipway.local.apigateway.integration.IntegrationTarget;
import dev.slipway.local.apigateway.integration.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An API's routes, the most specific first: the first that matches takes the request. */
final class RouteTable {
    private final List<Entry> entries;

    RouteTable(List<Entry> entries) {
        this.entries =
                entries.stream().sorted(Comparator.comparing(Entry::pattern)).toList();
    }

    /** @param path decoded, beginning with a slash, without a named stage's prefix */
    Optional<Match> match(String method, String path) {
        List<String> segments = RoutePattern.split(path);
        for (Entry entry : entries) {
            Optional<Map<String, String>> variables = entry.pattern().match(method, segments);
            if (variables.isPresent()) {
                return Optional.of(new Match(entry, variables.get()));
            }
        }
        return Optional.empty();
    }

    /** A route, who may call it, and where it leads. */
    record Entry(RoutePattern pattern, Guard guard, IntegrationTarget target) {}

    /** @param pathVariables values by name; empty for a route without variables */
    record Match(Entry entry, Map<String, String> pathVariables) {
        Match {
            pathVariables = Map.copyOf(pathVariables);
        }

        String routeKey() {
            return entry.pattern().key();
        }

        Guard guard() {
            return entry.guard();
        }

        IntegrationTarget target() {
            return entry.target();
        }

        /** The route as a function's resource policy names it: the path as the route key has it, variables and all. */
        Source source(Call call) {
            return routeKey().equals(RoutePattern.DEFAULT)
                    ? new Source(call.apiId(), call.stage(), RoutePattern.DEFAULT, "")
                    : new Source(
                            call.apiId(),
                            call.stage(),
                            call.request().method(),
                            String.join("/", entry.pattern().segments()));
        }
    }
}
