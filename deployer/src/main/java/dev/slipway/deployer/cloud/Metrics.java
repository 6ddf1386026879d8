package dev.slipway.deployer.cloud;

import java.time.Instant;
import java.util.List;

/** CloudWatch's metrics, for one region; throws {@link CloudException}. */
public interface Metrics {

    /** The series of each query, in the order asked; one without data is empty, never absent. */
    List<MetricSeries> query(List<MetricQuery> queries, Instant from, Instant to);
}
