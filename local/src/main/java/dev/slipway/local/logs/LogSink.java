package dev.slipway.local.logs;

/** Takes what functions print, line by line, as CloudWatch Logs does; makes groups and streams at need. */
public interface LogSink {

    /** @param timestamp milliseconds since the epoch */
    void accept(String logGroup, String logStream, long timestamp, String line);
}
