package dev.slipway.deployer.deploy;

import dev.slipway.deployer.check.CheckedBundle;
import dev.slipway.deployer.console.Console;
import dev.slipway.deployer.evaluate.EvaluateBundle;
import dev.slipway.deployer.evaluate.EvaluationReport;
import java.util.Optional;

/** Evaluates the model; one below its threshold goes no further. */
final class EvaluateModel implements Step {
    private final Console console;

    EvaluateModel(Workshop workshop) {
        console = workshop.console();
    }

    @Override
    public Facts take(Facts facts) {
        CheckedBundle checked = facts.need(CheckedBundle.class);
        Optional<EvaluationReport> report = EvaluateBundle.evaluate(checked);
        if (report.isEmpty()) {
            console.say("evaluated  nothing: model.yaml has no evaluate");
            return facts;
        }
        EvaluateBundle.require(checked, report.get());
        console.say("evaluated  " + report.get().summary());
        return facts.with(EvaluationReport.class, report.get());
    }
}
