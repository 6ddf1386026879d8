package dev.slipway.local.apigateway.http;

import dev.slipway.local.apigateway.throttle.TokenBucket;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** A stage at work: its variables, and how many requests it lets through. */
final class ServedStage {
    private final String name;
    private final Map<String, String> variables;
    private final Optional<TokenBucket> limit;
    private final Map<String, TokenBucket> routeLimits = new HashMap<>();

    ServedStage(Stage stage, Clock clock) {
        this.name = stage.stageName();
        this.variables = Map.copyOf(stage.stageVariables());
        this.limit = bucket(stage.defaultRouteSettings(), clock);
        stage.routeSettings()
                .forEach((key, settings) -> bucket(settings, clock).ifPresent(bucket -> routeLimits.put(key, bucket)));
    }

    String name() {
        return name;
    }

    Map<String, String> variables() {
        return variables;
    }

    /** Whether a request on this route may pass now; counts it if so. */
    boolean admits(String routeKey) {
        TokenBucket ofRoute = routeLimits.get(routeKey);
        return ofRoute != null ? ofRoute.take() : limit.map(TokenBucket::take).orElse(true);
    }

    private static Optional<TokenBucket> bucket(@Nullable RouteSettings settings, Clock clock) {
        return settings == null
                ? Optional.empty()
                : TokenBucket.of(settings.throttlingRateLimit(), settings.throttlingBurstLimit(), clock);
    }
}
