package dev.slipway.local.apigateway.throttle;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets {@code burst} requests through at once and {@code rate} a second after that. */
public final class TokenBucket {
    private final double ratePerMilli;
    private final double burst;
    private final Clock clock;
    private double tokens;
    private long filledAt;

    /** @param rate tokens a second */
    public TokenBucket(double rate, double burst, Clock clock) {
        this.ratePerMilli = rate / 1000;
        this.burst = burst;
        this.clock = clock;
        this.tokens = burst;
        this.filledAt = clock.millis();
    }

    /**
     * By API Gateway's two settings: 0 is no limit of its own, and a missing one of the two comes from the other.
     *
     * @param rate tokens a second
     */
    public static Optional<TokenBucket> of(@Nullable Double rate, @Nullable Integer burst, Clock clock) {
        double perSecond = rate != null ? rate : burst != null ? burst : 0;
        double atOnce = burst != null && burst > 0 ? burst : Math.max(1, perSecond);
        return perSecond > 0 ? Optional.of(new TokenBucket(perSecond, atOnce, clock)) : Optional.empty();
    }

    public synchronized boolean take() {
        long now = clock.millis();
        tokens = Math.min(burst, tokens + Math.max(0, now - filledAt) * ratePerMilli);
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
