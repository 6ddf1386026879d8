package dev.slipway.local.cloudwatch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How values are spread, to one percent: each counts in a bucket of a logarithmic scale, and two distributions merge by adding their
 * counts. Kept sparse, since most seconds see few different values.
 */
final class Distribution {
    private static final double GROWTH = Math.log(1.02);
    /** Above any |log(x) / log(1.02)| of a double, so that keys sort as their values do: negative, zero, positive. */
    private static final int OFFSET = 40_000;

    private int[] keys = new int[4];
    private double[] counts = new double[4];
    private int size;
    private double total;

    void add(double value, double count) {
        addKey(key(value), count);
    }

    private static int key(double value) {
        if (value == 0) {
            return 0;
        }
        int magnitude = (int) Math.round(Math.log(Math.abs(value)) / GROWTH) + OFFSET;
        return value > 0 ? magnitude : -magnitude;
    }

    private static double value(int key) {
        if (key == 0) {
            return 0;
        }
        double magnitude = Math.exp((Math.abs(key) - OFFSET) * GROWTH);
        return key > 0 ? magnitude : -magnitude;
    }

    private void addKey(int key, double count) {
        int at = Arrays.binarySearch(keys, 0, size, key);
        if (at < 0) {
            at = -at - 1;
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size * 2);
                counts = Arrays.copyOf(counts, size * 2);
            }
            System.arraycopy(keys, at, keys, at + 1, size - at);
            System.arraycopy(counts, at, counts, at + 1, size - at);
            keys[at] = key;
            counts[at] = 0;
            size++;
        }
        counts[at] += count;
        total += count;
    }

    void addAll(Distribution other) {
        for (int i = 0; i < other.size; i++) {
            addKey(other.keys[i], other.counts[i]);
        }
    }

    /** How many values were counted. */
    double total() {
        return total;
    }

    /** The value under which lies a share of all, from 0 to 1; NaN when there is none. */
    double quantile(double share) {
        double wanted = Math.max(1e-9, share * total);
        double seen = 0;
        for (int i = 0; i < size; i++) {
            seen += counts[i];
            if (seen >= wanted - 1e-9) {
                return value(keys[i]);
            }
        }
        return size == 0 ? Double.NaN : value(keys[size - 1]);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeInt(keys[i]);
            out.writeDouble(counts[i]);
        }
    }

    static Distribution read(DataInput in) throws IOException {
        Distribution read = new Distribution();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            int key = in.readInt();
            read.addKey(key, in.readDouble());
        }
        return read;
    }
}
