package dev.slipway.deployer.project;

import java.util.Map;
import java.util.Optional;

/**
 * One place to deploy to.
 *
 * @param embedded true for the embedded cloud of this project
 * @param region empty for the SDK's own chain
 * @param profile empty for the SDK's own chain
 * @param endpoint replaces AWS's own; empty for AWS
 * @param parameters of the template, for every model's stack
 */
public record Environment(
        String name,
        boolean embedded,
        Optional<String> region,
        Optional<String> profile,
        Optional<String> endpoint,
        Map<String, String> parameters) {

    public Environment {
        parameters = Map.copyOf(parameters);
    }

    static final Environment LOCAL =
            new Environment("local", true, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    static final Environment AWS =
            new Environment("aws", false, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
}
