package dev.slipway.deployer.traffic;

import java.util.Map;
import java.util.TreeMap;

/** What came of a load so far, by version. */
public final class Tally {
    private final Map<String, Count> byVersion = new TreeMap<>();

    /** @param failures answers with a status of 500 and above, or none at all */
    public record Count(long requests, long failures) {
        Count and(boolean failed) {
            return new Count(requests + 1, failures + (failed ? 1 : 0));
        }

        public Count plus(Count more) {
            return new Count(requests + more.requests, failures + more.failures);
        }

        Count minus(Count before) {
            return new Count(requests - before.requests, failures - before.failures);
        }
    }

    synchronized void add(String version, boolean failed) {
        byVersion.merge(version, new Count(0, 0).and(failed), (had, one) -> had.and(failed));
    }

    /** A copy as it is now. */
    public synchronized Map<String, Count> counts() {
        return new TreeMap<>(byVersion);
    }

    /** What was added since an earlier copy. */
    public Map<String, Count> since(Map<String, Count> before) {
        Map<String, Count> since = counts();
        since.replaceAll((version, count) -> count.minus(before.getOrDefault(version, new Count(0, 0))));
        return since;
    }

    public long requests() {
        return counts().values().stream().mapToLong(Count::requests).sum();
    }

    public long failures() {
        return counts().values().stream().mapToLong(Count::failures).sum();
    }
}
