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
 * @param signingKey what manifests are signed with, a file's path or KMS's ARN, alias or id; empty: they are not
 */
public record Environment(
        String name,
        boolean embedded,
        Optional<String> region,
        Optional<String> profile,
        Optional<String> endpoint,
        Map<String, String> parameters,
        Optional<String> signingKey) {

    public Environment {
        parameters = Map.copyOf(parameters);
    }

    /** The same with another key, or with none. */
    public Environment signedWith(Optional<String> key) {
        return new Environment(name, embedded, region, profile, endpoint, parameters, key);
    }

    static final Environment LOCAL = nowhere("local", true);
    static final Environment AWS = nowhere("aws", false);

    private static Environment nowhere(String name, boolean embedded) {
        return new Environment(
                name, embedded, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
    }
}
