package dev.slipway.local.cloudwatch;

import java.util.Map;

/** Takes data points as CloudWatch does from PutMetricData, from EMF and from the services themselves. */
public interface MetricSink {

    /**
     * Takes one value.
     *
     * @param timestamp milliseconds since the epoch
     * @param unit a CloudWatch unit such as {@code Count}, {@code Milliseconds}, {@code Bytes} or {@code None}
     */
    void record(
            String namespace, String name, Map<String, String> dimensions, long timestamp, double value, String unit);
}
