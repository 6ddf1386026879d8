package dev.slipway.deployer.deploy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.StackState;
import dev.slipway.deployer.cloud.Stacks;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the model's stack. The embedded cloud's is made and kept up to date here; AWS's belongs to {@code sam deploy}. */
final class EnsureStack implements Step {
    private static final Duration TO_SETTLE = Duration.ofMinutes(5);

    private final Workshop workshop;
    private final Stacks stacks;

    EnsureStack(Workshop workshop) {
        this.workshop = workshop;
        this.stacks = workshop.cloud().stacks();
    }

    @Override
    public Facts take(Facts facts) {
        String model = facts.need(Bundle.class).model();
        String name = workshop.project().file().stack(model);
        Optional<StackState> there = stacks.describe(name);
        StackState state = workshop.environment().embedded()
                ? brought(model, name, there)
                : there.orElseThrow(() -> missing(model, name));
        if (!state.usable()) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "the stack " + name + " is not usable: " + state.status() + " " + state.reason(),
                    "repair or delete it, then run the same command again");
        }
        return facts.with(ModelStack.class, ModelStack.of(model, state));
    }

    private StackState brought(String model, String name, Optional<StackState> there) {
        String template = TemplateFile.read(workshop.project());
        Map<String, String> parameters = parameters(workshop, model);
        if (there.isEmpty()) {
            workshop.console().say("stack      making " + name);
            create(name, template, parameters);
        } else if (settled(name).usable() && stacks.update(name, template, parameters)) {
            workshop.console().say("stack      updating " + name + ": its code, template or parameters have changed");
        }
        return settled(name);
    }

    /** Of two deployers that make the same stack at once, the second finds it being made. */
    private void create(String name, String template, Map<String, String> parameters) {
        try {
            stacks.create(name, template, parameters);
        } catch (CloudException e) {
            if (!e.is(CloudException.Kind.CONFLICT)) {
                throw e;
            }
            workshop.console().say("stack      " + name + " is being made by another deployer");
        }
    }

    private StackState settled(String name) {
        return new Await(workshop)
                .until(
                        "the stack " + name + " is settled",
                        TO_SETTLE,
                        () -> stacks.describe(name),
                        state -> state.map(StackState::settled).orElse(false))
                .orElseThrow();
    }

    private SlipwayException missing(String model, String name) {
        return new SlipwayException(
                ExitCode.FAILED,
                "the stack " + name + " of the model " + model + " does not exist in the environment "
                        + workshop.environment().name(),
                "make it first: " + samDeploy(workshop, model));
    }

    /** The parameters of the model's stack, as slipway.yaml wants them. */
    static Map<String, String> parameters(Workshop workshop, String model) {
        return workshop.project().file().parameters(workshop.environment(), model);
    }

    /** The command that makes the model's stack on AWS. */
    static String samDeploy(Workshop workshop, String model) {
        String overrides = parameters(workshop, model).entrySet().stream()
                .map(parameter -> " " + parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining());
        return "sam deploy --stack-name " + workshop.project().file().stack(model)
                + " --capabilities CAPABILITY_IAM --resolve-s3 --parameter-overrides" + overrides;
    }
}
