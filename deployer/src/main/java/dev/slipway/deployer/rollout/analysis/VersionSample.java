package dev.slipway.deployer.rollout.analysis;

/**
 * What was measured of one version since a step began.
 *
 * @param errors requests that failed by the service's fault (5xx), among {@code requests}
 */
public record VersionSample(String version, long requests, long errors, Latencies latencies) {
    public VersionSample {
        if (errors < 0 || requests < errors) {
            throw new IllegalArgumentException(errors + " errors among " + requests + " requests");
        }
    }

    /** A version of which nothing is known: not zero errors, but no word. */
    public static VersionSample none(String version) {
        return new VersionSample(version, 0, 0, Latencies.NONE);
    }

    public double errorRate() {
        return requests == 0 ? 0 : (double) errors / requests;
    }
}
