package dev.slipway.deployer.deploy;

import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.StackState;
import dev.slipway.deployer.plan.DeployPlan.StackAction;
import dev.slipway.deployer.plan.DeployPlan.StackPart;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the model's stack and foresees what {@link EnsureStack} would do with it. */
final class LookAtStack implements Step {
    private final Workshop workshop;

    LookAtStack(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Facts take(Facts facts) {
        String model = facts.need(Bundle.class).model();
        String name = workshop.project().file().stack(model);
        ForeseenStack foreseen = workshop.cloud()
                .stacks()
                .describe(name)
                .map(state -> found(model, state))
                .orElseGet(() -> absent(name));
        return facts.with(ForeseenStack.class, foreseen);
    }

    private ForeseenStack absent(String name) {
        StackAction action = workshop.environment().embedded() ? StackAction.MAKE : StackAction.MISSING;
        return new ForeseenStack(new StackPart(name, action, ""), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private ForeseenStack found(String model, StackState state) {
        if (!state.settled()) {
            return broken(
                    state,
                    "the stack " + state.name() + " is being changed (" + state.status()
                            + "): plan again when that is done");
        }
        if (!state.usable()) {
            return broken(
                    state,
                    "the stack " + state.name() + " is not usable: " + state.status() + " " + state.reason()
                            + "; repair or delete it first");
        }
        ModelStack stack = ModelStack.of(model, state);
        Optional<String> jar = workshop.environment().embedded() ? newCode(stack) : Optional.empty();
        boolean update = workshop.environment().embedded()
                && (jar.isPresent() || otherTemplate(state) || otherParameters(model, state));
        return new ForeseenStack(
                new StackPart(state.name(), update ? StackAction.UPDATE : StackAction.KEEP, state.status()),
                Optional.of(stack),
                jar,
                Optional.empty());
    }

    private static ForeseenStack broken(StackState state, String problem) {
        return new ForeseenStack(
                new StackPart(state.name(), StackAction.KEEP, state.status()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(problem));
    }

    private boolean otherTemplate(StackState state) {
        return !workshop.cloud().stacks().template(state.name()).equals(TemplateFile.read(workshop.project()));
    }

    private boolean otherParameters(String model, StackState state) {
        Map<String, String> wanted = new TreeMap<>(TemplateFile.defaults(workshop.project()));
        wanted.putAll(EnsureStack.parameters(workshop, model));
        return !wanted.entrySet().containsAll(state.parameters().entrySet())
                || !state.parameters()
                        .entrySet()
                        .containsAll(EnsureStack.parameters(workshop, model).entrySet());
    }

    /** The digest of the packaged code, where the function has another one. */
    private Optional<String> newCode(ModelStack stack) {
        String there = workshop.cloud().functions().get(stack.function()).codeSha256();
        return TemplateFile.codeSha256(workshop.project()).filter(packaged -> !packaged.equals(there));
    }
}
