package dev.slipway.local.apigateway.rest;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of headers as clients usually write them: payload 1.0 keeps their case, which the server has forgotten. */
final class HeaderNames {
    private static final Map<String, String> USUAL = Stream.of(
                    "Accept",
                    "Accept-Encoding",
                    "Accept-Language",
                    "Authorization",
                    "Cache-Control",
                    "Content-Encoding",
                    "Content-Length",
                    "Content-Type",
                    "Cookie",
                    "Host",
                    "Origin",
                    "Referer",
                    "User-Agent",
                    "X-Amz-Date",
                    "X-Amz-Security-Token",
                    "X-Amzn-Trace-Id",
                    "X-Forwarded-For",
                    "X-Forwarded-Port",
                    "X-Forwarded-Proto")
            .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

    private HeaderNames() {}

    static String of(String lowerCase) {
        return USUAL.getOrDefault(lowerCase, lowerCase);
    }
}
