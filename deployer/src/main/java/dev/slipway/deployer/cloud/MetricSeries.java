package dev.slipway.deployer.cloud;

import java.time.Instant;
import java.util.List;

/** The points of one metric, oldest first. */
public record MetricSeries(List<Point> points) {
    /** The value of one period, which begins at {@code at}. */
    public record Point(Instant at, double value) {}

    public MetricSeries {
        points = List.copyOf(points);
    }

    public double sum() {
        return points.stream().mapToDouble(Point::value).sum();
    }
}
