package dev.slipway.local.logs;

import dev.slipway.local.cloudwatch.MetricSink;
import dev.slipway.local.codec.AwsJsonService;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.AwsService;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The CloudWatch Logs API over AWS JSON 1.1, and the way in for what functions print. */
public final class LogsService implements AwsService, LogSink, AutoCloseable {
    private static final Set<String> SIGNING_NAMES = Set.of("logs");

    private final LogStore store;
    private final AwsService json;
    private final ScheduledExecutorService timer;

    /**
     * Reads back what is in the folder; {@link #start} begins to write lines down every second.
     *
     * @param metrics takes the metrics of lines in the embedded metric format
     * @throws UncheckedIOException when the folder cannot be read
     */
    public LogsService(Path state, Clock clock, MetricSink metrics) {
        try {
            store = new LogStore(state, clock, metrics);
        } catch (IOException e) {
            throw new UncheckedIOException("The logs in " + state + " cannot be read", e);
        }
        json = new AwsJsonService(SIGNING_NAMES, new LogsOperations(store, new LogReads(store), clock));
        timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "logs");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to write lines down every second. */
    public LogsService start() {
        timer.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
        return this;
    }

    /** A flush that fails once must not end the schedule; what failed is told on stderr. */
    private void flush() {
        try {
            store.flush();
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
        }
    }

    /** Makes a group where there is none, and sets how long its events are kept; null keeps them for ever. */
    public void ensureGroup(String name, @Nullable Integer retentionDays) throws IOException {
        store.create(name, true).retain(retentionDays);
    }

    /** Deletes a group with its streams; does nothing when there is none. */
    public void deleteGroup(String name) throws IOException {
        if (store.has(name)) {
            store.delete(name);
        }
    }

    @Override
    public void accept(String logGroup, String logStream, long timestamp, String line) {
        store.accept(logGroup, logStream, timestamp, line);
    }

    @Override
    public Set<String> signingNames() {
        return SIGNING_NAMES;
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        return json.handle(request);
    }

    @Override
    public HttpResponse refuse(HttpRequest request, AwsError error) throws IOException {
        return json.refuse(request, error);
    }

    /** Stops the schedule and writes every line down. */
    @Override
    public void close() throws IOException {
        timer.shutdown();
        store.close();
    }
}
