package dev.slipway.local.apigateway.throttle;

import java.time.Clock;

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
