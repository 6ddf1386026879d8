package dev.slipway.bench.load;

import dev.slipway.bench.report.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A bounded number of POSTs by a few clients over kept connections; anything but a 200 ends it. */
public final class Load {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final URI target;
    private final byte[] body;

    public Load(URI target, byte[] body) {
        this.target = target;
        this.body = body.clone();
    }

    /**
     * What a run gave.
     *
     * @param perSecond answers of all clients together
     */
    public record Result(Samples samples, double perSecond) {}

    /** Every client sends that many requests, one after the other. */
    public Result run(int clients, int requestsEach) throws InterruptedException, IOException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long began = System.nanoTime();
            var running = new ArrayList<Future<long[]>>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> client(requestsEach)));
            }
            long[] all = join(running, clients * requestsEach);
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Result(new Samples(all), all.length / seconds);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] join(List<Future<long[]>> running, int total) throws InterruptedException, IOException {
        long[] all = new long[total];
        int at = 0;
        for (Future<long[]> client : running) {
            try {
                long[] part = client.get();
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            } catch (ExecutionException failed) {
                throw new IOException("the load failed: " + failed.getCause(), failed);
            }
        }
        return all;
    }

    private long[] client(int requests) throws IOException {
        long[] nanos = new long[requests];
        for (int i = 0; i < requests; i++) {
            long began = System.nanoTime();
            post();
            nanos[i] = System.nanoTime() - began;
        }
        return nanos;
    }

    private void post() throws IOException {
        var connection = (HttpURLConnection) target.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException(target + " answered " + status + ": " + text(connection.getErrorStream()));
        }
        try (InputStream in = connection.getInputStream()) {
            in.readAllBytes();
        }
    }

    private static String text(@Nullable InputStream error) throws IOException {
        return error == null ? "" : new String(error.readAllBytes(), StandardCharsets.UTF_8);
    }
}
