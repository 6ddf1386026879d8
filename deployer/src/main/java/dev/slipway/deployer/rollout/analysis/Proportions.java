package dev.slipway.deployer.rollout.analysis;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.FisherExactTest;

/** The one-sided comparison of two proportions. */
final class Proportions {
    /** Up to here Fisher's exact test is quick; beyond, the normal approximation is as good. */
    private static final long EXACT_UP_TO = 20_000;

    private static final long APPROXIMATE_FROM_EVENTS = 20;

    private Proportions() {}

    /** The probability that two samples of the same rate show the first at least this much worse. */
    static double chanceOfMore(long events, long of, long baseEvents, long baseOf) {
        if (of == 0 || baseOf == 0 || events * (double) baseOf <= baseEvents * (double) of) {
            return 1;
        }
        boolean exact = of + baseOf <= EXACT_UP_TO || events + baseEvents < APPROXIMATE_FROM_EVENTS;
        return exact ? exact(events, of, baseEvents, baseOf) : approximate(events, of, baseEvents, baseOf);
    }

    private static double exact(long events, long of, long baseEvents, long baseOf) {
        int[][] table = {
            {Math.toIntExact(events), Math.toIntExact(of - events)},
            {Math.toIntExact(baseEvents), Math.toIntExact(baseOf - baseEvents)}
        };
        return FisherExactTest.withDefaults()
                .with(AlternativeHypothesis.GREATER_THAN)
                .test(table)
                .getPValue();
    }

    /** Pearson's chi-square of a 2 × 2 table is the square of the two-proportion z; one side has half its probability. */
    private static double approximate(long events, long of, long baseEvents, long baseOf) {
        long[][] table = {{events, of - events}, {baseEvents, baseOf - baseEvents}};
        return ChiSquareTest.withDefaults().test(table).getPValue() / 2;
    }
}
