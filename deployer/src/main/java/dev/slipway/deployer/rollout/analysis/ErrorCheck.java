package dev.slipway.deployer.rollout.analysis;

import java.util.Locale;
import java.util.Map;

/**
 * Fails a canary whose error rate is higher than the stable version's by more than chance explains.
 *
 * @param significance the greatest probability of condemning a canary that is as good as stable, at the end of a bake
 * @param minSamples requests that each version must have had
 */
public record ErrorCheck(double significance, long minSamples) implements Check {
    public static final String NAME = "errors";
    public static final ErrorCheck DEFAULT = new ErrorCheck(0.005, 50);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("significance", significance, "min_samples", minSamples);
    }

    @Override
    public Finding examine(VersionSample stable, VersionSample canary, Look look) {
        double limit = look.significance(significance);
        double chance =
                Proportions.chanceOfMore(canary.errors(), canary.requests(), stable.errors(), stable.requests());
        // Few requests can already be damning: then there is no need to break more of them.
        if (chance < limit) {
            return new Finding(NAME, Verdict.FAILED, words(stable, canary) + ", p = " + probability(chance));
        }
        if (canary.requests() < minSamples || stable.requests() < minSamples) {
            return Check.tooFew(NAME, minSamples, stable, canary);
        }
        return new Finding(NAME, Verdict.SUCCESSFUL, words(stable, canary) + ", p = " + probability(chance));
    }

    private static String words(VersionSample stable, VersionSample canary) {
        return "canary " + rate(canary) + " against stable " + rate(stable);
    }

    private static String rate(VersionSample sample) {
        return String.format(
                Locale.ROOT, "%.1f %% (%,d of %,d)", 100 * sample.errorRate(), sample.errors(), sample.requests());
    }

    private static String probability(double chance) {
        return String.format(Locale.ROOT, chance < 0.0001 ? "%.0e" : "%.4f", chance);
    }
}
