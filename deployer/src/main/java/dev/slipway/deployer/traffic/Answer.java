package dev.slipway.deployer.traffic;

import java.time.Duration;
import java.util.Optional;

/**
 * What the API answered.
 *
 * @param version the version that predicted; empty when none did
 */
public record Answer(int status, String body, Optional<String> version, Duration latency) {

    public boolean ok() {
        return status < 400;
    }

    /** True when the API did not let the caller in. */
    public boolean refused() {
        return status == 401 || status == 403;
    }

    /** True when the service is to blame, not the request. */
    public boolean failed() {
        return status >= 500;
    }
}
