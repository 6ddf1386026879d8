package dev.slipway.deployer.deploy;

import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.check.CheckBundle;
import dev.slipway.deployer.check.CheckedBundle;
import dev.slipway.deployer.console.Console;

/** Opens the model in a child process and runs its golden cases. */
final class CheckModel implements Step {
    private final Console console;

    CheckModel(Workshop workshop) {
        console = workshop.console();
    }

    @Override
    public Facts take(Facts facts) {
        CheckedBundle checked = CheckBundle.check(facts.need(Bundle.class));
        console.say("checked    " + checked.bundle().model() + ": " + checked.goldenCases() + " golden cases answered");
        return facts.with(CheckedBundle.class, checked);
    }
}
