package dev.slipway.deployer.rollout.analysis;

import java.util.List;
import java.util.stream.Collectors;

/** What all checks of a plan found at one moment; without checks there is nothing to object. */
public record Analysis(List<Finding> findings) {
    public static final Analysis NONE = new Analysis(List.of());

    public Analysis {
        findings = List.copyOf(findings);
    }

    /** Compares the canary with the stable version by every check. */
    public static Analysis of(List<Check> checks, VersionSample stable, VersionSample canary, Look look) {
        return new Analysis(checks.stream()
                .map(check -> check.examine(stable, canary, look))
                .toList());
    }

    /** The worst of all verdicts. */
    public Verdict verdict() {
        return findings.stream().map(Finding::verdict).reduce(Verdict.SUCCESSFUL, Verdict::and);
    }

    /** The words of the findings that have this verdict. */
    public String words(Verdict verdict) {
        return findings.stream()
                .filter(finding -> finding.verdict() == verdict)
                .map(finding -> finding.check() + ": " + finding.words())
                .collect(Collectors.joining("; "));
    }
}
