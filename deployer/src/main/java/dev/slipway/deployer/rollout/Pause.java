package dev.slipway.deployer.rollout;

import java.time.Duration;

/** The time between two ticks; a test's passes at once. */
public interface Pause {
    void pause(Duration duration) throws InterruptedException;

    static Pause sleeping() {
        return duration -> Thread.sleep(duration.toMillis());
    }
}
