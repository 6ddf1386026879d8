package dev.slipway.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client that predicts all along, one call after the other, and remembers which version answered and what failed. */
final class SteadyClient implements AutoCloseable {
    private static final int MOST_CALLS = 6000;
    private static final long PAUSE_MILLIS = 100;

    private final URI url;
    private final String body;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Map<String, Integer> byVersion = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "steady-client");

    private SteadyClient(URI url, String body) {
        this.url = url;
        this.body = body;
    }

    static SteadyClient start(URI url, String body) {
        var client = new SteadyClient(url, body);
        client.thread.start();
        return client;
    }

    private void run() {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(Backend.PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            for (int call = 0; call < MOST_CALLS && !stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS); call++) {
                call(request);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> answer = Backend.HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                count(answer.headers().firstValue("x-slipway-model-version").orElse("none"));
            } else {
                fail(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            fail(e.toString());
        }
    }

    private synchronized void count(String version) {
        byVersion.merge(version, 1, Integer::sum);
    }

    private synchronized void fail(String what) {
        failures.add(what);
    }

    /** How many calls each version has answered so far. */
    synchronized Map<String, Integer> byVersion() {
        return new TreeMap<>(byVersion);
    }

    synchronized int answered() {
        return byVersion.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What failed so far. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() throws InterruptedException {
        stop.countDown();
        thread.join();
    }
}
