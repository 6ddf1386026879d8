package dev.slipway.local.apigateway.integration;

/**
 * How a function's call ended; each kind of API has its own words for each.
 *
 * @param payload what the function returned; empty unless it returned
 */
public record Outcome(Kind kind, byte[] payload) {
    /** What happened to the call. */
    public enum Kind {
        RETURNED,
        FUNCTION_FAILED,
        TIMED_OUT,
        TOO_LARGE,
        THROTTLED,
        /** Lambda or the function's resource policy refused, or there is no such function. */
        REFUSED
    }

    static Outcome of(Kind kind) {
        return new Outcome(kind, new byte[0]);
    }
}
