package dev.slipway.bench.report;

import java.util.Arrays;

/** Durations in nanoseconds, sorted. */
public final class Samples {
    private final long[] sorted;

    public Samples(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("no samples: nothing was measured");
        }
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** The smallest sample that at least that part of all samples does not exceed. */
    public double millis(double quantile) {
        int rank = (int) Math.ceil(quantile * sorted.length);
        return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)] / 1e6;
    }

    public double medianMillis() {
        return millis(0.5);
    }

    /** One line for a parent process: {@code name median}. */
    public void print(String name, java.io.PrintStream out) {
        out.println(name + " " + medianMillis());
        out.flush();
    }
}
