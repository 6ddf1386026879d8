package dev.slipway.function.metrics;

import java.util.function.LongSupplier;

/** The stopwatch of one call: when it began, how long each phase took, how it ended, what loading cost. Not shared. */
public final class Measurement {
    private static final int NOT_RUN = -1;

    private final LongSupplier nanoTime;
    private final long began;
    private final long[] phases = {NOT_RUN, NOT_RUN, NOT_RUN, NOT_RUN, NOT_RUN};
    private long lap;
    private long whole;
    private long loadNanos = NOT_RUN;
    private long loadBytes;
    private boolean cold;
    private Outcome outcome = Outcome.OK;

    public Measurement(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.lap = began;
    }

    /** What follows is timed from here. */
    public void start() {
        lap = nanoTime.getAsLong();
    }

    /** Ends a phase that began at {@link #start()} or where the phase before it ended. */
    public void ended(Phase phase) {
        long now = nanoTime.getAsLong();
        phases[phase.ordinal()] = now - lap;
        lap = now;
    }

    /** This call was the one that loaded the model. */
    public void loaded(long nanos, long bytes) {
        loadNanos = nanos;
        loadBytes = bytes;
    }

    /** This call was its container's first. */
    public void cold() {
        cold = true;
    }

    public void finished(Outcome how) {
        outcome = how;
        whole = nanoTime.getAsLong() - began;
    }

    boolean ran(Phase phase) {
        return phases[phase.ordinal()] != NOT_RUN;
    }

    long nanos(Phase phase) {
        return phases[phase.ordinal()];
    }

    long whole() {
        return whole;
    }

    boolean isCold() {
        return cold;
    }

    boolean hasLoaded() {
        return loadNanos != NOT_RUN;
    }

    long loadNanos() {
        return loadNanos;
    }

    long loadBytes() {
        return loadBytes;
    }

    Outcome outcome() {
        return outcome;
    }
}
