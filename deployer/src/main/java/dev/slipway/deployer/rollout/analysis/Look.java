package dev.slipway.deployer.rollout.analysis;

/**
 * When a check looks at the numbers. A look in the middle of a bake is one of many, and many looks at noise find something sooner or later;
 * so such a look fails a canary only on evidence many times stronger (a Haybittle-Peto boundary).
 */
public enum Look {
    DURING_BAKE(25),
    AT_END_OF_BAKE(1);

    private final int strictness;

    Look(int strictness) {
        this.strictness = strictness;
    }

    double significance(double overall) {
        return overall / strictness;
    }
}
