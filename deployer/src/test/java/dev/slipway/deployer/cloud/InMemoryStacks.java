package dev.slipway.deployer.cloud;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Stacks in memory, complete at once, with the outputs of this project's template. */
public final class InMemoryStacks implements Stacks {
    private final Faults faults;
    private final Map<String, StackState> stacks = new HashMap<>();
    private final Map<String, String> templates = new HashMap<>();
    private String apis = "http://127.0.0.1:1/_api";

    public InMemoryStacks() {
        this(new Faults());
    }

    InMemoryStacks(Faults faults) {
        this.faults = faults;
    }

    public Faults faults() {
        return faults;
    }

    /** Where the APIs of the stacks that are made from now on are. */
    public void apisAt(String url) {
        apis = url;
    }

    @Override
    public Optional<StackState> describe(String stack) {
        return faults.call("describe", () -> Optional.ofNullable(stacks.get(stack)));
    }

    @Override
    public String template(String stack) {
        return faults.call("template", () -> templates.getOrDefault(stack, ""));
    }

    @Override
    public void create(String stack, String template, Map<String, String> parameters) {
        faults.call("create", () -> put(stack, "CREATE_COMPLETE", template, parameters));
    }

    @Override
    public boolean update(String stack, String template, Map<String, String> parameters) {
        return faults.call("update", () -> {
            StackState there = stacks.get(stack);
            boolean same =
                    there != null && there.parameters().equals(parameters) && template.equals(templates.get(stack));
            if (!same) {
                put(stack, "UPDATE_COMPLETE", template, parameters);
            }
            return !same;
        });
    }

    private StackState put(String stack, String status, String template, Map<String, String> parameters) {
        Map<String, String> outputs = Map.of(
                "FunctionName",
                stack + "-function",
                "ModelBucket",
                stack + "-models",
                "ApiUrl",
                apis,
                "ApiAuth",
                parameters.getOrDefault("Auth", "iam"),
                "LiveAlias",
                "live",
                "CandidateAlias",
                "candidate");
        StackState state = new StackState(stack, status, "", outputs, parameters);
        stacks.put(stack, state);
        templates.put(stack, template);
        return state;
    }
}
