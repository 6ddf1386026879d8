package dev.slipway.local.cloudwatch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is kept of the values of one span of time. */
final class Aggregate {
    private double count;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private Distribution distribution = new Distribution();

    void add(double value, double times) {
        count += times;
        sum += value * times;
        min = Math.min(min, value);
        max = Math.max(max, value);
        distribution.add(value, times);
    }

    /** A statistic set: its values are unknown, so it takes part in percentiles only when they are all the same. */
    void addSet(double values, double total, double least, double most) {
        count += values;
        sum += total;
        min = Math.min(min, least);
        max = Math.max(max, most);
        if (least == most) {
            distribution.add(least, values);
        }
    }

    void addAll(Aggregate other) {
        count += other.count;
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        distribution.addAll(other.distribution);
    }

    double count() {
        return count;
    }

    double sum() {
        return sum;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    double average() {
        return sum / count;
    }

    /** NaN when a statistic set hides the values. */
    double percentile(double percent) {
        if (distribution.total() < count) {
            return Double.NaN;
        }
        double value = distribution.quantile(percent / 100);
        return Math.min(max, Math.max(min, value));
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(count);
        out.writeDouble(sum);
        out.writeDouble(min);
        out.writeDouble(max);
        distribution.write(out);
    }

    static Aggregate read(DataInput in) throws IOException {
        Aggregate read = new Aggregate();
        read.count = in.readDouble();
        read.sum = in.readDouble();
        read.min = in.readDouble();
        read.max = in.readDouble();
        read.distribution = Distribution.read(in);
        return read;
    }
}
