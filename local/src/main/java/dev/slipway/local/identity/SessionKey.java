package dev.slipway.local.identity;

import java.time.Instant;

/**
 * Temporary credentials of a role's session.
 *
 * @param token goes along with every request, and says whose session it is
 */
public record SessionKey(String accessKey, String secret, String token, Instant expires, Caller caller) {
    @Override
    public String toString() {
        return "SessionKey[" + accessKey + ", " + caller.arn() + "]";
    }
}
