package dev.slipway.deployer.rollout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Time that passes only in pauses; at the n-th pause it can do something, or interrupt. */
final class PausedClock extends Clock {
    private final Map<Integer, Runnable> events = new HashMap<>();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private int pauses;
    private int interruptAt = -1;

    void at(int pause, Runnable event) {
        events.put(pause, event);
    }

    void interruptAfter(int more) {
        interruptAt = pauses + more;
    }

    void pass(Duration duration) throws InterruptedException {
        pauses++;
        now = now.plus(duration);
        events.getOrDefault(pauses, () -> {}).run();
        if (pauses == interruptAt) {
            throw new InterruptedException();
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
