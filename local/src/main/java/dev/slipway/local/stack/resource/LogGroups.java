package dev.slipway.local.stack.resource;

import java.util.OptionalInt;

/** What a stack needs of CloudWatch Logs. */
public interface LogGroups {
    /**
     * Makes the group where there is none, and sets how long its events are kept.
     *
     * @param retentionDays empty to keep them for ever
     */
    void put(String logGroup, OptionalInt retentionDays);

    /** Does nothing when there is no such group. */
    void delete(String logGroup);
}
