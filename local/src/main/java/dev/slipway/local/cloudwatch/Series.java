package dev.slipway.local.cloudwatch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One metric's values: by the second for ten minutes, by the minute for three hours, by five minutes for a day. */
final class Series {
    private static final long SECONDS_KEPT = 600;
    private static final long MINUTES_KEPT = 3 * 3600;
    private static final long ALL_KEPT = 24 * 3600;
    private static final long COARSE = 300;

    private final String unit;
    private final NavigableMap<Long, Aggregate> seconds = new TreeMap<>();
    /** Whole minutes, and of what is older multiples of five minutes. */
    private final NavigableMap<Long, Aggregate> minutes = new TreeMap<>();

    private long lastSecond = Long.MIN_VALUE;
    private @Nullable Aggregate last;

    Series(String unit) {
        this.unit = unit;
    }

    /** The unit of the first value; CloudWatch's clients here never mix units in one metric. */
    String unit() {
        return unit;
    }

    synchronized void add(long millis, double value, double times) {
        second(millis).add(value, times);
    }

    synchronized void add(long millis, Consumer<Aggregate> change) {
        change.accept(second(millis));
    }

    private Aggregate second(long millis) {
        long second = Math.floorDiv(millis, 1000);
        Aggregate current = last;
        if (second != lastSecond || current == null) {
            if (seconds.size() > 2 * SECONDS_KEPT) {
                compactAt(seconds.lastKey()); // values far back in time come faster than the clock goes
            }
            current = seconds.computeIfAbsent(second, s -> new Aggregate());
            last = current;
            lastSecond = second;
        }
        return current;
    }

    /** Folds what has grown old into longer spans, and forgets what is older than a day. */
    synchronized void compact(long nowMillis) {
        long now = Math.floorDiv(nowMillis, 1000);
        compactAt(now);
        minutes.headMap(now - ALL_KEPT, false).clear();
    }

    private void compactAt(long now) {
        NavigableMap<Long, Aggregate> old = seconds.headMap(floor(now - SECONDS_KEPT, 60), false);
        fold(old, 60, minutes);
        old.clear();
        NavigableMap<Long, Aggregate> older = minutes.headMap(floor(now - MINUTES_KEPT, COARSE), false);
        NavigableMap<Long, Aggregate> coarse = new TreeMap<>();
        fold(older, COARSE, coarse);
        older.clear();
        minutes.putAll(coarse);
        last = null;
    }

    private static long floor(long second, long period) {
        return second - Math.floorMod(second, period);
    }

    synchronized boolean isEmpty() {
        return seconds.isEmpty() && minutes.isEmpty();
    }

    /**
     * Values by period, each beginning at a multiple of it since the epoch.
     *
     * @param from seconds since the epoch, inclusive
     * @param to seconds since the epoch, exclusive
     */
    synchronized NavigableMap<Long, Aggregate> byPeriod(long from, long to, long period) {
        NavigableMap<Long, Aggregate> periods = new TreeMap<>();
        long start = floor(from, period);
        if (start < to) {
            fold(minutes.subMap(start, true, to, false), period, periods);
            fold(seconds.subMap(start, true, to, false), period, periods);
        }
        return periods;
    }

    private static void fold(Map<Long, Aggregate> values, long period, Map<Long, Aggregate> into) {
        values.forEach((second, aggregate) -> into.computeIfAbsent(floor(second, period), p -> new Aggregate())
                .addAll(aggregate));
    }

    synchronized void write(DataOutput out) throws IOException {
        out.writeUTF(unit);
        write(out, seconds);
        write(out, minutes);
    }

    private static void write(DataOutput out, Map<Long, Aggregate> values) throws IOException {
        out.writeInt(values.size());
        for (Map.Entry<Long, Aggregate> value : values.entrySet()) {
            out.writeLong(value.getKey());
            value.getValue().write(out);
        }
    }

    static Series read(DataInput in) throws IOException {
        Series read = new Series(in.readUTF());
        read(in, read.seconds);
        read(in, read.minutes);
        return read;
    }

    private static void read(DataInput in, Map<Long, Aggregate> into) throws IOException {
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            long second = in.readLong();
            into.put(second, Aggregate.read(in));
        }
    }
}
