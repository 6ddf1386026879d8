package dev.slipway.local.apigateway.route;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An API's routes, the most specific first: the first that matches takes the request.
 *
 * @param <T> what stands behind a route
 */
public final class RouteTable<T> {
    private final List<Entry<T>> entries;

    public RouteTable(List<Entry<T>> entries) {
        this.entries = entries.stream()
                .sorted(Comparator.comparing((Entry<T> entry) -> entry.pattern()))
                .toList();
    }

    /** @param path decoded, beginning with a slash, without a named stage's prefix */
    public Optional<Match<T>> match(String method, String path) {
        List<String> segments = RoutePattern.split(path);
        for (Entry<T> entry : entries) {
            Optional<Map<String, String>> variables = entry.pattern().match(method, segments);
            if (variables.isPresent()) {
                return Optional.of(new Match<>(entry.pattern(), entry.route(), variables.get()));
            }
        }
        return Optional.empty();
    }

    /** A route and what stands behind it. */
    public record Entry<T>(RoutePattern pattern, T route) {}

    /** @param pathVariables values by name; empty for a route without variables */
    public record Match<T>(RoutePattern pattern, T route, Map<String, String> pathVariables) {
        public Match {
            pathVariables = Map.copyOf(pathVariables);
        }
    }
}
