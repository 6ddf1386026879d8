package dev.slipway.deployer.cloud;

import java.util.Map;

/**
 * One version of a function, or its unpublished state.
 *
 * @param version a number, or {@code $LATEST}
 * @param codeSha256 Base64, as Lambda gives it
 * @param codeSize of the package, in bytes
 * @param memory in MB
 * @param timeout in seconds
 * @param state Pending, Active, Inactive or Failed
 * @param updateStatus Successful, InProgress or Failed
 * @param reason why state or update failed; empty when they did not
 * @param modified as Lambda writes it, ISO-8601
 */
public record FunctionVersion(
        String function,
        String version,
        String arn,
        String codeSha256,
        long codeSize,
        String revisionId,
        String description,
        Map<String, String> environment,
        String runtime,
        String architecture,
        int memory,
        int timeout,
        String state,
        String updateStatus,
        String reason,
        String modified) {
    public FunctionVersion {
        environment = Map.copyOf(environment);
    }

    /** True when a change of code or configuration has come to its end. */
    public boolean settled() {
        return !updateStatus.equals("InProgress") && !state.equals("Pending");
    }

    public boolean failed() {
        return updateStatus.equals("Failed") || state.equals("Failed");
    }
}
