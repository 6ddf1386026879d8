package dev.slipway.deployer.rollout.analysis;

/**
 * The percentiles between which the true one lies almost certainly, for a sample of some size: the ranks of the order statistics that bound it. It
 * supposes nothing about how latencies are distributed, and it comes for one more percentile from CloudWatch.
 *
 * @param percentile the one of interest, 0 to 100
 */
public record PercentileRange(double low, double percentile, double high) {
    /** Three standard deviations: one time in 741 the truth lies below. */
    private static final double DEVIATIONS = 3;

    private static final double SMALLEST = 0.1;

    public static PercentileRange of(double percentile, long samples) {
        double share = percentile / 100;
        double spread = 100 * DEVIATIONS * Math.sqrt(share * (1 - share) / Math.max(1, samples));
        return new PercentileRange(
                rounded(Math.max(SMALLEST, percentile - spread)),
                percentile,
                rounded(Math.min(100, percentile + spread)));
    }

    /** To what can be written as a CloudWatch statistic such as p95.55. */
    private static double rounded(double percentile) {
        return Math.round(percentile * 100) / 100.0;
    }
}
