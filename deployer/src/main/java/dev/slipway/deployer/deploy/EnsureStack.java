package dev.slipway.deployer.deploy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.StackState;
import dev.slipway.deployer.cloud.Stacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        String template = template();
        Map<String, String> parameters = parameters(model);
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

    private String template() {
        Path file = workshop.project().template();
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.FAILED, "cannot read the template " + file + ": " + e, "put template.yaml there", e);
        }
    }

    private Map<String, String> parameters(String model) {
        return workshop.project().file().parameters(workshop.environment(), model);
    }

    private SlipwayException missing(String model, String name) {
        String overrides = parameters(model).entrySet().stream()
                .map(parameter -> " " + parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining());
        return new SlipwayException(
                ExitCode.FAILED,
                "the stack " + name + " of the model " + model + " does not exist in the environment "
                        + workshop.environment().name(),
                "make it first: sam deploy --stack-name " + name + " --capabilities CAPABILITY_IAM --resolve-s3"
                        + " --parameter-overrides" + overrides);
    }
}
