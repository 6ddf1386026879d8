package dev.slipway.local.cloudwatch;

import dev.slipway.local.codec.AwsJsonService;
import dev.slipway.local.codec.AwsQueryService;
import dev.slipway.local.codec.RpcCborService;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.AwsService;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * The CloudWatch API in the three protocols its clients speak: Smithy RPC v2 CBOR (SDKs of today), AWS JSON 1.0, and AWS query. Metrics
 * are kept in memory and written every ten seconds and at the end, so a kill loses the last ten seconds.
 */
public final class CloudWatchService implements AwsService, MetricSink, AutoCloseable {
    private static final Set<String> SIGNING_NAMES = Set.of("monitoring");
    private static final Map<String, String> ERROR_SHAPES = Map.of(
            "InvalidParameterInput", "DashboardInvalidInputError",
            "InvalidParameterValue", "InvalidParameterValueException",
            "ResourceNotFound", "ResourceNotFoundException",
            "ValidationError", "ValidationException");
    private static final int SNAPSHOT_SECONDS = 10;

    private final MetricStore store;
    private final Alarms alarms;
    private final AwsService cbor;
    private final AwsService json;
    private final AwsService query;
    private final ScheduledExecutorService timer;

    /**
     * Reads back what is in the folder; {@link #start} begins to evaluate and to write.
     *
     * @throws UncheckedIOException when the folder cannot be read
     */
    public CloudWatchService(Path state, Clock clock) {
        try {
            store = new MetricStore(state.resolve("metrics.bin"), clock);
            alarms = new Alarms(state.resolve("alarms.json"), store, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("The metrics in " + state + " cannot be read", e);
        }
        CloudWatchOperations operations = new CloudWatchOperations(
                new MetricInput(store, clock),
                new MetricQueries(store),
                alarms,
                new Dashboards(state.resolve("dashboards")));
        cbor = new RpcCborService(SIGNING_NAMES, operations, ERROR_SHAPES);
        json = new AwsJsonService(SIGNING_NAMES, operations);
        query = new AwsQueryService(SIGNING_NAMES, "http://monitoring.amazonaws.com/doc/2010-08-01/", operations);
        timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "cloudwatch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to evaluate the alarms each second, and to write the metrics every few. */
    public CloudWatchService start() {
        timer.scheduleWithFixedDelay(() -> guarded(alarms::evaluate), 1, 1, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(
                () -> guarded(() -> {
                    store.compact();
                    store.save();
                }),
                SNAPSHOT_SECONDS,
                SNAPSHOT_SECONDS,
                TimeUnit.SECONDS);
        return this;
    }

    private interface Task {
        void run() throws IOException;
    }

    /** A task that fails once must not end the schedule; what failed is told on stderr. */
    private static void guarded(Task task) {
        try {
            task.run();
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
        }
    }

    /** The alarms, for stacks. */
    public Alarms alarms() {
        return alarms;
    }

    @Override
    public void record(
            String namespace, String name, Map<String, String> dimensions, long timestamp, double value, String unit) {
        store.record(namespace, name, dimensions, timestamp, value, unit);
    }

    @Override
    public Set<String> signingNames() {
        return SIGNING_NAMES;
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        return speaking(request).handle(plain(request));
    }

    @Override
    public HttpResponse refuse(HttpRequest request, AwsError error) throws IOException {
        return speaking(request).refuse(request, error);
    }

    private AwsService speaking(HttpRequest request) {
        if (RpcCborService.speaks(request)) {
            return cbor;
        }
        return request.header("x-amz-target").isPresent() ? json : query;
    }

    /** SDKs compress a PutMetricData of 10 KB and more. */
    private static HttpRequest plain(HttpRequest request) throws IOException {
        if (!request.header("content-encoding").orElse("").equals("gzip")) {
            return request;
        }
        return request.admitted(request.access(), new GZIPInputStream(request.body()));
    }

    /** Stops the schedule and writes the metrics a last time. */
    @Override
    public void close() throws IOException {
        timer.shutdown();
        try {
            // an interrupt in the middle of a write would lose what it was about to save
            timer.awaitTermination(SNAPSHOT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.save();
    }
}
