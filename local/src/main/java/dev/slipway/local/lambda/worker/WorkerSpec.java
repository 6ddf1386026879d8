package dev.slipway.local.lambda.worker;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a worker runs: one state of one version. Workers of equal specs serve each other's requests.
 *
 * @param revision changes with every change of code or configuration
 * @param memoryMegabytes the function's memory setting
 * @param timeoutMillis how long the handler may take for one event
 * @param code the unpacked code, on the class path with its {@code lib} folder
 * @param environment the function's own variables
 * @param role the ARN of the role whose credentials the worker gets
 */
public record WorkerSpec(
        String functionName,
        String version,
        String revision,
        String runtime,
        String handler,
        int memoryMegabytes,
        long timeoutMillis,
        String logGroup,
        Path code,
        Map<String, String> environment,
        String role) {

    public WorkerSpec {
        environment = Map.copyOf(environment);
    }
}
