package dev.slipway.local.lambda.worker;

import java.util.Optional;

/**
 * How an event ended.
 *
 * @param payload the handler's answer, or Lambda's error object
 * @param functionError {@code Unhandled} when it failed
 * @param durationMillis the handler's time
 * @param logTail the last 4 KB of the request's log, when asked for; else empty
 */
public record Outcome(byte[] payload, Optional<String> functionError, double durationMillis, String logTail) {}
