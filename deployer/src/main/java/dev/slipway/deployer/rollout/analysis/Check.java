package dev.slipway.deployer.rollout.analysis;

import java.util.Map;

/** One comparison of the canary with the stable version, over the same time and the same metrics. */
public sealed interface Check permits ErrorCheck, LatencyCheck {

    /** The check's name in a plan. */
    String name();

    /** The check's values as a plan writes them. */
    Map<String, Object> settings();

    Finding examine(VersionSample stable, VersionSample canary, Look look);

    /** Inconclusive when either version has had too little traffic to say anything. */
    static Finding tooFew(String check, long needed, VersionSample stable, VersionSample canary) {
        return new Finding(
                check,
                Verdict.INCONCLUSIVE,
                "%,d canary and %,d stable requests of at least %,d each"
                        .formatted(canary.requests(), stable.requests(), needed));
    }
}
