package dev.slipway.deployer.deploy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.cloud.Functions;
import dev.slipway.deployer.cloud.Invocation;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.ledger.Ledger;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.pipeline.GoldenCases;
import java.util.ArrayList;
import java.util.List;

/** Sends the golden cases to the published version where it runs; one that answers otherwise gets no traffic. */
final class SmokeTest implements Step {
    private final Workshop workshop;
    private final Functions functions;

    SmokeTest(Workshop workshop) {
        this.workshop = workshop;
        this.functions = workshop.cloud().functions();
    }

    @Override
    public Facts take(Facts facts) {
        ModelStack stack = facts.need(ModelStack.class);
        String version = facts.need(PublishedVersion.class).version().version();
        if (new Ledger(workshop.cloud().objects(stack.bucket()), stack.function())
                .find(version)
                .isPresent()) {
            // Only what has passed gets into the ledger.
            return facts;
        }
        List<GoldenCases.Case> cases = GoldenCases.read(facts.need(Bundle.class).goldenFile());
        List<String> failures = new ArrayList<>();
        for (GoldenCases.Case golden : cases) {
            failures.addAll(failures(golden, functions.invoke(stack.function(), version, golden.request())));
        }
        if (!failures.isEmpty()) {
            throw new SlipwayException(
                    ExitCode.REFUSED,
                    "version " + version + " of " + stack.function()
                            + " fails its smoke test and gets no traffic:\n  - " + String.join("\n  - ", failures),
                    "see the function's log group /aws/lambda/" + stack.function() + ", then deploy again");
        }
        workshop.console().say("smoke test " + cases.size() + " golden cases answered by version " + version);
        return facts;
    }

    private static List<String> failures(GoldenCases.Case golden, Invocation answer) {
        if (answer.error().isPresent()) {
            return List.of("case '" + golden.name() + "': the function failed ("
                    + answer.error().get() + "): " + answer.text());
        }
        try {
            return GoldenCases.compare(golden, answer.payload());
        } catch (InferenceException e) {
            return List.of("case '" + golden.name() + "': " + e.getMessage() + ": " + answer.text());
        }
    }
}
