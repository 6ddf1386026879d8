package dev.slipway.deployer.cloud;

import java.util.List;
import java.util.Map;

/** What a model's stack is made of, from the outputs of its template. */
public record ModelStack(
        String model,
        String stack,
        String function,
        String bucket,
        String api,
        ApiAccess access,
        String live,
        String candidate) {

    private static final List<String> NEEDED =
            List.of("FunctionName", "ModelBucket", "ApiUrl", "LiveAlias", "CandidateAlias");

    /** Reads the outputs; a stack that lacks some was not made from this project's template. */
    public static ModelStack of(String model, StackState state) {
        Map<String, String> outputs = state.outputs();
        List<String> missing =
                NEEDED.stream().filter(name -> !outputs.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new CloudException(
                    CloudException.Kind.OTHER,
                    "the stack " + state.name() + " (" + state.status() + ") has no output "
                            + String.join(", ", missing),
                    "deploy it from this project's template.yaml, or name another stack for " + model
                            + " in slipway.yaml");
        }
        return new ModelStack(
                model,
                state.name(),
                outputs.getOrDefault("FunctionName", ""),
                outputs.getOrDefault("ModelBucket", ""),
                outputs.getOrDefault("ApiUrl", ""),
                // a stack from before there was a choice asks nobody
                ApiAccess.of(outputs.getOrDefault("ApiAuth", ApiAccess.NONE.toString()), state.name()),
                outputs.getOrDefault("LiveAlias", ""),
                outputs.getOrDefault("CandidateAlias", ""));
    }
}
