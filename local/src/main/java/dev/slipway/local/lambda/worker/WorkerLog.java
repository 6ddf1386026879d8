package dev.slipway.local.lambda.worker;

import dev.slipway.local.logs.LogSink;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/** A worker's log stream: its own lines, and around each request Lambda's START, END and REPORT. */
final class WorkerLog {
    private static final int TAIL = 4096;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final LogSink sink;
    private final Clock clock;
    private final String group;
    private final String stream;
    private final StringBuilder tail = new StringBuilder();

    WorkerLog(LogSink sink, Clock clock, WorkerSpec spec) {
        this.sink = sink;
        this.clock = clock;
        this.group = spec.logGroup();
        this.stream = DAY.format(clock.instant()) + "/[" + spec.version() + "]"
                + UUID.randomUUID().toString().replace("-", "");
    }

    String stream() {
        return stream;
    }

    synchronized void line(String line) {
        tail.append(line).append('\n');
        if (tail.length() > 2 * TAIL) {
            tail.delete(0, tail.length() - TAIL);
        }
        sink.accept(group, stream, clock.millis(), line);
    }

    synchronized void start(String requestId, String version) {
        tail.setLength(0);
        line("START RequestId: " + requestId + " Version: " + version);
    }

    void end(String requestId) {
        line("END RequestId: " + requestId);
    }

    /** @param initMillis negative for all but a worker's first request */
    void report(String requestId, double millis, int memoryMegabytes, long usedMegabytes, double initMillis) {
        String init = initMillis < 0 ? "" : String.format(Locale.ROOT, "Init Duration: %.2f ms\t", initMillis);
        line(String.format(
                Locale.ROOT,
                "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB\tMax Memory Used: %d MB\t%s",
                requestId,
                millis,
                (long) Math.ceil(millis + Math.max(0, initMillis)),
                memoryMegabytes,
                usedMegabytes,
                init));
    }

    /** The last 4 KB since the current request's START. */
    synchronized String tail() {
        byte[] bytes = tail.toString().getBytes(StandardCharsets.UTF_8);
        byte[] last = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - TAIL), bytes.length);
        return new String(last, StandardCharsets.UTF_8);
    }
}
