package dev.slipway.local.apigateway.wire;

import dev.slipway.local.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request's headers as a function gets them: those of one connection left out, those of the gateway added. */
public final class ForwardedHeaders {
    private ForwardedHeaders() {}

    /** By name in lower case. */
    public static Map<String, List<String>> of(HttpRequest request, long now) {
        Map<String, List<String>> headers = new TreeMap<>(request.headers());
        headers.remove("connection");
        headers.remove("transfer-encoding");
        headers.putIfAbsent("x-amzn-trace-id", List.of(RequestIds.trace(now)));
        List<String> forwarded = headers.get("x-forwarded-for");
        headers.put(
                "x-forwarded-for",
                List.of(
                        forwarded == null
                                ? request.remoteAddress()
                                : String.join(",", forwarded) + ", " + request.remoteAddress()));
        headers.put("x-forwarded-port", List.of(port(request.header("host").orElse(""))));
        headers.put("x-forwarded-proto", List.of("http"));
        return headers;
    }

    private static String port(String host) {
        String port = host.substring(host.lastIndexOf(':') + 1);
        return host.contains(":") && port.chars().allMatch(Character::isDigit) ? port : "80";
    }
}
