package dev.slipway.local.lambda.runtime;

import java.util.Optional;

/**
 * One event on its way to a handler.
 *
 * @param deadlineMillis milliseconds since the epoch by which the handler must have answered
 * @param invokedArn the function's ARN as the caller named it, with the qualifier if there was one
 * @param clientContext the caller's client context, JSON
 */
public record Event(
        String requestId,
        byte[] payload,
        long deadlineMillis,
        String invokedArn,
        String traceId,
        Optional<String> clientContext) {}
