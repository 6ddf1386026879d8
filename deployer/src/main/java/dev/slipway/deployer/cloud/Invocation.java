package dev.slipway.deployer.cloud;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The answer to an invoke.
 *
 * @param error Lambda's {@code FunctionError} (Unhandled) when the function itself failed
 */
public record Invocation(String executedVersion, Optional<String> error, byte[] payload) {
    public Invocation {
        payload = payload.clone();
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Invocation that
                && executedVersion.equals(that.executedVersion)
                && error.equals(that.error)
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return "Invocation[" + executedVersion + ", " + error + ", " + text() + "]";
    }
}
