package dev.slipway.local.lambda;

import java.util.Optional;

/** Invokes a function as {@code Invoke} with {@code RequestResponse} does: the gateway's way into Lambda. */
public interface Invoker {

    /**
     * @param functionName a function's name, not its ARN
     * @param qualifier a version's number, an alias's name or {@code $LATEST}
     * @throws dev.slipway.local.http.AwsError when Lambda itself refuses: no such function, throttled, payload too large
     */
    Result invoke(String functionName, String qualifier, byte[] payload);

    /**
     * @param executedVersion the version that ran, chosen by the alias's weights
     * @param functionError {@code Unhandled} when the function failed; then the payload is Lambda's error object
     */
    record Result(String executedVersion, byte[] payload, Optional<String> functionError) {}
}
