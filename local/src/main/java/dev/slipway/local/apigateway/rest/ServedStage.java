package dev.slipway.local.apigateway.rest;

import dev.slipway.local.apigateway.throttle.TokenBucket;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;
import software.amazon.awssdk.services.apigateway.model.Stage;

/** A stage at work: the snapshot of its deployment, and how many requests each method lets through. */
final class ServedStage {
    private static final String EVERY = "*/*";

    private final Stage stage;
    private final ServedSnapshot snapshot;
    private final Clock clock;
    private final Map<String, Optional<TokenBucket>> buckets = new ConcurrentHashMap<>();

    ServedStage(Stage stage, ServedSnapshot snapshot, Clock clock) {
        if (stage.canarySettings() != null) {
            throw Refusals.notServed("canary settings of a stage; traffic is shifted by the function's alias");
        }
        if (Boolean.TRUE.equals(stage.cacheClusterEnabled())) {
            throw Refusals.notServed("a stage's cache");
        }
        this.stage = stage;
        this.snapshot = snapshot;
        this.clock = clock;
    }

    Stage stage() {
        return stage;
    }

    ServedSnapshot snapshot() {
        return snapshot;
    }

    /**
     * Whether a request to this method may pass now; counts it if so. Settings for all methods give each its own bucket.
     *
     * @param resourcePath as the resource has it
     */
    boolean admits(String resourcePath, String method) {
        String key = resourcePath.substring(1) + "/" + method;
        return buckets.computeIfAbsent(key, this::bucket).map(TokenBucket::take).orElse(true);
    }

    private Optional<TokenBucket> bucket(String key) {
        MethodSetting own = stage.methodSettings().get(key);
        MethodSetting any = stage.methodSettings().get(EVERY);
        Double rate =
                first(own == null ? null : own.throttlingRateLimit(), any == null ? null : any.throttlingRateLimit());
        Integer burst =
                first(own == null ? null : own.throttlingBurstLimit(), any == null ? null : any.throttlingBurstLimit());
        return TokenBucket.of(rate, burst, clock);
    }

    private static <T> @Nullable T first(@Nullable T own, @Nullable T any) {
        return own == null ? any : own;
    }
}
