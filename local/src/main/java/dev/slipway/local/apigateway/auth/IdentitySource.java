package dev.slipway.local.apigateway.auth;

import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.Percent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a request the token stands.
 *
 * @param inQuery in the query string, else in a header
 * @param name the parameter's or header's name
 */
public record IdentitySource(boolean inQuery, String name) {
    private static final Pattern SHAPE = Pattern.compile(
            "\\$request\\.(header|querystring)\\.([A-Za-z0-9._-]+)|method\\.request\\.header\\.([A-Za-z0-9._-]+)");
    private static final String PREFIX = "bearer ";

    /** Reads both kinds' notation: {@code $request.header.Authorization}, {@code method.request.header.Authorization}. */
    public static Optional<IdentitySource> parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                shape.group(3) != null
                        ? new IdentitySource(false, shape.group(3))
                        : new IdentitySource(shape.group(1).equals("querystring"), shape.group(2)));
    }

    /** The token, freed of {@code Bearer}; empty when there is none. */
    Optional<String> token(HttpRequest request) {
        Optional<String> value = inQuery ? query(request.rawQuery()) : request.header(name);
        return value.map(text -> text.strip() + " ")
                .map(text -> text.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                        ? text.substring(PREFIX.length())
                        : text)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private Optional<String> query(String rawQuery) {
        Map<String, List<String>> query = Percent.query(rawQuery);
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }
}
