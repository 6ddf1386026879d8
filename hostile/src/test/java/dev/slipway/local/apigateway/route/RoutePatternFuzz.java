package dev.slipway.local.apigateway.route;

import dev.slipway.local.http.AwsError;
import java.nio.charset.StandardCharsets;

/** A route key, and on the next line a path; only {@link AwsError} may come of it. */
public final class RoutePatternFuzz {
    private RoutePatternFuzz() {}

    /** Jazzer's entry; what it lets through is allowed, whatever else is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        try {
            RoutePattern route = RoutePattern.parse(end < 0 ? text : text.substring(0, end));
            route.match("GET", RoutePattern.split(end < 0 ? "/" : text.substring(end + 1)));
            route.compareTo(route);
        } catch (AwsError e) {
            return; // its documented answer to what is wrong
        }
    }
}
