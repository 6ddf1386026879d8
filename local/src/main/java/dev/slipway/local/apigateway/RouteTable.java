package dev.slipway.local.apigateway;

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
                return Optional.of(new Match(entry.pattern().key(), entry.target(), variables.get()));
            }
        }
        return Optional.empty();
    }

    /** A route and where it leads. */
    record Entry(RoutePattern pattern, IntegrationTarget target) {}

    /** @param pathVariables values by name; empty for a route without variables */
    record Match(String routeKey, IntegrationTarget target, Map<String, String> pathVariables) {
        Match {
            pathVariables = Map.copyOf(pathVariables);
        }
    }
}
