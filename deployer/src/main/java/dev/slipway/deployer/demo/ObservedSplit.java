package dev.slipway.deployer.demo;

import java.util.Locale;

/**
 * How many of the clients' requests a canary answered, and how many it may have if its weight is true.
 *
 * @param percent the canary's weight
 */
public record ObservedSplit(String canary, double percent, long requests, long answered) {
    /** 99.9 % of a normal distribution lies within so many deviations. */
    private static final double DEVIATIONS = 3.2905;

    double low() {
        return percent - spread();
    }

    double high() {
        return percent + spread();
    }

    private double spread() {
        double share = percent / 100;
        return 100 * DEVIATIONS * Math.sqrt(share * (1 - share) / Math.max(1, requests));
    }

    double observed() {
        return 100.0 * answered / Math.max(1, requests);
    }

    boolean holds() {
        return requests > 0 && observed() >= low() && observed() <= high();
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "version %s at %.0f %%: observed %.1f %% of %,d requests (99.9 %% interval %.1f to %.1f %%)",
                canary,
                percent,
                observed(),
                requests,
                Math.max(0, low()),
                Math.min(100, high()));
    }
}
