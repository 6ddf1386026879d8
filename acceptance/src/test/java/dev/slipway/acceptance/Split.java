package dev.slipway.acceptance;

/** What chance allows a weighted alias: the interval that holds 99.9 % of a binomial, over a bounded number of calls. */
final class Split {
    /** Enough to tell 10 % from none and from a quarter, and little enough for a container on a busy machine. */
    static final int CALLS = 300;

    private static final double TAIL = 0.0005;

    private Split() {}

    /** The smallest count of calls that has more than half a per mille below or at it. */
    static int least(double share) {
        double below = 0;
        int count = -1;
        while (below <= TAIL) {
            count++;
            below += probability(count, share);
        }
        return count;
    }

    static int most(double share) {
        return CALLS - least(1 - share);
    }

    private static double probability(int count, double share) {
        double log = 0;
        for (int i = 1; i <= count; i++) {
            log += Math.log((double) (CALLS - count + i) / i);
        }
        return Math.exp(log + count * Math.log(share) + (CALLS - count) * Math.log1p(-share));
    }
}
