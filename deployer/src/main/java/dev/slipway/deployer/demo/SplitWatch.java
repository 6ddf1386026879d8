package dev.slipway.deployer.demo;

import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.Functions;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.rollout.Split;
import dev.slipway.deployer.traffic.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Watches which version answered the clients while the alias stood at each weight. It trusts neither the rollout nor the metrics: it reads the alias,
 * counts answers, and counts only those between two looks at which the alias was the same.
 */
final class SplitWatch implements AutoCloseable {
    private static final long BETWEEN_LOOKS_MILLIS = 50;

    private final Functions functions;
    private final ModelStack stack;
    private final Tally tally;
    private final List<Segment> segments = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "split watch");

    /** What clients saw while the alias divided its traffic in one way; {@code began} and {@code ended} in System.nanoTime. */
    record Segment(Split split, Map<String, Tally.Count> counts, long began, long ended) {

        long requests() {
            return counts.values().stream().mapToLong(Tally.Count::requests).sum();
        }

        long requests(String version) {
            Tally.Count count = counts.get(version);
            return count == null ? 0 : count.requests();
        }

        Duration duration() {
            return Duration.ofNanos(ended - began);
        }

        private Segment and(Map<String, Tally.Count> more, long now) {
            Map<String, Tally.Count> sum = new TreeMap<>(counts);
            more.forEach((version, count) -> sum.merge(version, count, Tally.Count::plus));
            return new Segment(split, sum, began, now);
        }
    }

    SplitWatch(Functions functions, ModelStack stack, Tally tally) {
        this.functions = functions;
        this.stack = stack;
        this.tally = tally;
        thread.setDaemon(true);
        thread.start();
    }

    synchronized List<Segment> segments() {
        return List.copyOf(segments);
    }

    private void watch() {
        Map<String, Tally.Count> before = tally.counts();
        int looksAlike = 0;
        try {
            while (true) {
                Split split = look();
                looksAlike = isLast(split) ? looksAlike + 1 : 0;
                Map<String, Tally.Count> since = tally.since(before);
                before = tally.counts();
                // The first look after a change cannot say how much of the time since the last look belongs to it.
                record(split, looksAlike > 1 ? since : Map.of());
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CloudException e) {
            // The cloud is gone or the demo is over: what was seen so far is what was seen.
            Thread.currentThread().interrupt();
        }
    }

    private Split look() {
        return functions.alias(stack.function(), stack.live()).map(Split::of).orElseThrow();
    }

    private synchronized boolean isLast(Split split) {
        return !segments.isEmpty() && segments.get(segments.size() - 1).split().equals(split);
    }

    private synchronized void record(Split split, Map<String, Tally.Count> counts) {
        long now = System.nanoTime();
        int last = segments.size() - 1;
        if (isLast(split)) {
            segments.set(last, segments.get(last).and(counts, now));
        } else {
            segments.add(new Segment(split, counts, now, now));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
