package dev.slipway.deployer.cloud;

import java.util.Map;

/**
 * A stack as CloudFormation describes it.
 *
 * @param status such as CREATE_COMPLETE or UPDATE_IN_PROGRESS
 * @param reason why it failed; empty when it did not
 */
public record StackState(
        String name, String status, String reason, Map<String, String> outputs, Map<String, String> parameters) {
    public StackState {
        outputs = Map.copyOf(outputs);
        parameters = Map.copyOf(parameters);
    }

    public boolean settled() {
        return !status.endsWith("_IN_PROGRESS");
    }

    public boolean usable() {
        return status.equals("CREATE_COMPLETE") || status.startsWith("UPDATE_") && settled();
    }
}
