package dev.slipway.local.apigateway.route;

import dev.slipway.local.http.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a route key matches: {@code GET /pets/{id}}, {@code ANY /v2/{proxy+}} or {@code $default}.
 *
 * @param key the route key itself
 * @param method an HTTP method, or {@code ANY}
 * @param segments the path's segments; {@code {name}} takes one, {@code {name+}} the rest, at least one
 */
public record RoutePattern(String key, String method, List<String> segments) implements Comparable<RoutePattern> {
    public static final String DEFAULT = "$default";
    private static final String ANY = "ANY";
    private static final Set<String> METHODS = Set.of(ANY, "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");
    private static final Pattern VARIABLE = Pattern.compile("\\{[^{}+]+\\+?}");

    public RoutePattern {
        segments = List.copyOf(segments);
    }

    /** @throws AwsError {@code BadRequestException} when it is no route key */
    public static RoutePattern parse(String key) {
        if (key.equals(DEFAULT)) {
            return new RoutePattern(key, ANY, List.of());
        }
        String[] parts = key.split(" ", -1);
        if (parts.length != 2 || !METHODS.contains(parts[0]) || !parts[1].startsWith("/")) {
            throw refused(key, "it must be $default, or a method and a path such as 'GET /pets/{id}'");
        }
        List<String> segments = split(parts[1]);
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean braces = segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0;
            if (braces && !VARIABLE.matcher(segment).matches()) {
                throw refused(key, "'" + segment + "' is no path variable");
            }
            if (isGreedy(segment) && i < segments.size() - 1) {
                throw refused(key, "a greedy variable must be the path's last segment");
            }
        }
        return new RoutePattern(key, parts[0], segments);
    }

    /** A path's segments without the slash before the first: of {@code /} none. */
    static List<String> split(String path) {
        List<String> segments = new ArrayList<>();
        int from = 1;
        while (from < path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            segments.add(path.substring(from, to));
            from = to + 1;
        }
        return segments;
    }

    /** The path's variables when method and path match. */
    Optional<Map<String, String>> match(String requestMethod, List<String> path) {
        if (key.equals(DEFAULT)) {
            return Optional.of(Map.of());
        }
        if (!method.equals(ANY) && !method.equals(requestMethod)) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (i >= path.size()) {
                return Optional.empty();
            }
            if (isGreedy(segment)) {
                variables.put(name(segment), String.join("/", path.subList(i, path.size())));
                return Optional.of(variables);
            }
            if (isVariable(segment)) {
                variables.put(name(segment), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return segments.size() == path.size() ? Optional.of(variables) : Optional.empty();
    }

    /** The more specific first: a full path before a greedy one, a longer prefix, a named method; {@code $default} last. */
    @Override
    public int compareTo(RoutePattern other) {
        int specific = rank().compareTo(other.rank());
        return specific != 0 ? specific : key.compareTo(other.key);
    }

    /** Comparable segment by segment: 0 literal, 1 variable, 2 greedy, 3 nothing at all; then the method. */
    private String rank() {
        if (key.equals(DEFAULT)) {
            return "9";
        }
        StringBuilder rank = new StringBuilder();
        boolean greedy = false;
        for (String segment : segments) {
            greedy |= isGreedy(segment);
            rank.append(isGreedy(segment) ? '2' : isVariable(segment) ? '1' : '0');
        }
        return (greedy ? "1" : "0") + rank + '3' + (method.equals(ANY) ? '1' : '0');
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static boolean isGreedy(String segment) {
        return segment.endsWith("+}");
    }

    private static String name(String segment) {
        return segment.substring(1, segment.length() - (isGreedy(segment) ? 2 : 1));
    }

    private static AwsError refused(String key, String why) {
        return new AwsError(400, "BadRequestException", "The route key '" + key + "' is not valid: " + why);
    }
}
