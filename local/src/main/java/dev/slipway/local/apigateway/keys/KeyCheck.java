package dev.slipway.local.apigateway.keys;

import dev.slipway.local.apigateway.throttle.TokenBucket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.QuotaSettings;
import software.amazon.awssdk.services.apigateway.model.ThrottleSettings;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/** Decides whether a request's API key lets it through: key, plan, throttle, quota. */
public final class KeyCheck {
    private static final QuotaSettings NO_QUOTA = QuotaSettings.builder().build();

    private final KeyStore store;
    private final Usage usage;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    KeyCheck(KeyStore store, Usage usage, Clock clock) {
        this.store = store;
        this.usage = usage;
        this.clock = clock;
    }

    /** @param key the key that was found; empty unless the request is admitted */
    public record Result(KeyVerdict verdict, Optional<UsedKey> key) {
        static Result refused(KeyVerdict verdict) {
            return new Result(verdict, Optional.empty());
        }
    }

    /**
     * Counts the request when it is admitted.
     *
     * @param method the resource's path and the HTTP method, such as {@code /v2/{proxy+}/POST}
     */
    public Result check(Optional<String> value, String apiId, String stage, String method) {
        KeyState state = store.state();
        Optional<ApiKey> key = value.flatMap(given -> find(state, given)).filter(found -> enabled(found));
        Optional<UsagePlan> plan = key.flatMap(found -> state.planOf(found.id(), apiId, stage));
        if (key.isEmpty() || plan.isEmpty()) {
            return Result.refused(KeyVerdict.FORBIDDEN);
        }
        String keyId = key.get().id();
        if (!admits(plan.get(), keyId, apiId, stage, method)) {
            return Result.refused(KeyVerdict.THROTTLED);
        }
        QuotaSettings quota = plan.get().quota() == null ? NO_QUOTA : plan.get().quota();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!usage.count(plan.get().id(), keyId, quota, today)) {
            return Result.refused(KeyVerdict.OVER_QUOTA);
        }
        return new Result(
                KeyVerdict.ADMITTED,
                Optional.of(new UsedKey(keyId, String.valueOf(key.get().value()))));
    }

    /** Compared in a time that tells nothing about the keys there are. */
    private static Optional<ApiKey> find(KeyState state, String given) {
        byte[] bytes = given.getBytes(StandardCharsets.UTF_8);
        return state.keys().stream()
                .filter(key ->
                        MessageDigest.isEqual(String.valueOf(key.value()).getBytes(StandardCharsets.UTF_8), bytes))
                .findFirst();
    }

    private static boolean enabled(ApiKey key) {
        return Boolean.TRUE.equals(key.enabled());
    }

    private boolean admits(UsagePlan plan, String keyId, String apiId, String stage, String method) {
        ThrottleSettings ofMethod = plan.apiStages().stream()
                .filter(served -> apiId.equals(served.apiId()) && stage.equals(served.stage()))
                .map(served -> served.throttle().get(method))
                .filter(settings -> settings != null)
                .findFirst()
                .orElse(null);
        String scope = ofMethod == null ? "" : apiId + "/" + stage + method;
        ThrottleSettings settings = ofMethod == null ? plan.throttle() : ofMethod;
        Bucket bucket = buckets.compute(
                plan.id() + "/" + keyId + "/" + scope,
                (name, old) -> old != null && old.isOf(settings) ? old : new Bucket(settings, clock));
        return bucket.tokens().map(TokenBucket::take).orElse(true);
    }

    /** A key's bucket, which lasts as long as the plan's settings do. */
    private record Bucket(@Nullable ThrottleSettings settings, Optional<TokenBucket> tokens) {
        Bucket(@Nullable ThrottleSettings settings, Clock clock) {
            this(
                    settings,
                    settings == null
                            ? Optional.empty()
                            : TokenBucket.of(settings.rateLimit(), settings.burstLimit(), clock));
        }

        boolean isOf(@Nullable ThrottleSettings other) {
            return settings == null ? other == null : settings.equals(other);
        }
    }
}
