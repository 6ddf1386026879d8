package dev.slipway.deployer.rollout.analysis;

/** What a check found; Inconclusive holds a rollout where it is, and never promotes. */
public enum Verdict {
    SUCCESSFUL("Successful"),
    INCONCLUSIVE("Inconclusive"),
    FAILED("Failed");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** The worse of two. */
    Verdict and(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public String toString() {
        return word;
    }
}
