package dev.slipway.deployer.deploy;

import dev.slipway.deployer.bundle.BundleManifest;
import dev.slipway.deployer.check.CheckedBundle;
import dev.slipway.deployer.console.Console;
import dev.slipway.deployer.evaluate.EvaluationReport;
import dev.slipway.inference.manifest.Evaluation;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.Validation;
import java.util.Locale;

/** Pins files and verdict in the manifest, whose digest is the model's identity. */
final class MakeManifest implements Step {
    private final Console console;

    MakeManifest(Workshop workshop) {
        console = workshop.console();
    }

    @Override
    public Facts take(Facts facts) {
        CheckedBundle checked = facts.need(CheckedBundle.class);
        Validation.Score score =
                facts.find(EvaluationReport.class).map(MakeManifest::score).orElse(null);
        Validation validation = new Validation(
                checked.signature().runtime(),
                checked.signature().irVersion(),
                checked.signature().opsets(),
                checked.goldenCases(),
                score);
        Manifest manifest = BundleManifest.with(checked.manifest(), validation);
        console.say("manifest   " + manifest.digest());
        return facts.with(Manifest.class, manifest);
    }

    private static Validation.Score score(EvaluationReport report) {
        return new Validation.Score(
                Evaluation.Metric.valueOf(report.metric().toUpperCase(Locale.ROOT)),
                report.value(),
                report.threshold(),
                report.rows());
    }
}
