package dev.slipway.local;

import dev.slipway.local.logs.LogsService;
import dev.slipway.local.stack.resource.LogGroups;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalInt;

/** The log groups of CloudWatch Logs as stacks make them. */
record StackLogGroups(LogsService logs) implements LogGroups {
    @Override
    public void put(String logGroup, OptionalInt retentionDays) {
        try {
            logs.ensureGroup(logGroup, retentionDays.isPresent() ? retentionDays.getAsInt() : null);
        } catch (IOException e) {
            throw new UncheckedIOException("The log group " + logGroup + " cannot be written", e);
        }
    }

    @Override
    public void delete(String logGroup) {
        try {
            logs.deleteGroup(logGroup);
        } catch (IOException e) {
            throw new UncheckedIOException("The log group " + logGroup + " cannot be deleted", e);
        }
    }
}
