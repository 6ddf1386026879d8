package dev.slipway.deployer.rollout;

/** A rollout's public face, in Flagger's words. */
public enum Phase {
    /** The alias is being moved to the step's weight. */
    PROGRESSING("Progressing"),
    /** The step bakes, or is held because the analysis is inconclusive. */
    WAITING("Waiting"),
    /** All traffic is being given to the canary. */
    PROMOTING("Promoting"),
    SUCCEEDED("Succeeded"),
    /** Rolled back, or stopped because someone else moved the alias. */
    FAILED("Failed");

    private final String word;

    Phase(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
