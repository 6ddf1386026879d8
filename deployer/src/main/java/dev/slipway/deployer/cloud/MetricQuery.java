package dev.slipway.deployer.cloud;

import java.util.Map;

/**
 * One metric with one statistic.
 *
 * @param statistic Sum, Average, Minimum, Maximum, SampleCount, or a percentile such as p99
 * @param period in seconds: 1, 5, 10, 30, or a multiple of 60
 */
public record MetricQuery(String namespace, String name, Map<String, String> dimensions, String statistic, int period) {
    public MetricQuery {
        dimensions = Map.copyOf(dimensions);
    }
}
