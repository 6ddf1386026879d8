package dev.slipway.deployer.cloud;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lambda's control plane and its Invoke, for one region; every method throws {@link CloudException}. */
public interface Functions {

    /** The qualifier of what has not been published. */
    String LATEST = "$LATEST";

    /** The function's unpublished state. */
    FunctionVersion get(String function);

    /** One version by number, or {@link #LATEST}; empty when there is none. */
    Optional<FunctionVersion> version(String function, String version);

    /** The published versions, oldest first. */
    List<FunctionVersion> versions(String function);

    /**
     * Replaces the whole environment of {@link #LATEST}.
     *
     * @throws CloudException of kind PRECONDITION when the revision is no longer {@code revisionId}
     */
    FunctionVersion updateEnvironment(String function, Map<String, String> environment, String revisionId);

    /**
     * Publishes {@link #LATEST}; returns the newest version when nothing has changed since it.
     *
     * @throws CloudException of kind PRECONDITION when code or revision are others
     */
    FunctionVersion publish(String function, String codeSha256, String revisionId, String description);

    Optional<Alias> alias(String function, String alias);

    /** Every alias, also those that somebody made by hand. */
    List<Alias> aliases(String function);

    Alias createAlias(String function, String alias, String version, String description);

    /**
     * Points the alias at a version, with a share for others.
     *
     * @param weights share of other versions, 0 to 1; empty for all traffic to {@code version}
     * @throws CloudException of kind PRECONDITION when the alias has moved since {@code revisionId}
     */
    Alias writeAlias(String function, String alias, String version, Map<String, Double> weights, String revisionId);

    /**
     * Deletes a published version; one that is gone already is no error.
     *
     * @throws CloudException of kind CONFLICT when an alias points at it
     */
    void deleteVersion(String function, String version);

    /** Invokes and waits for the answer; a failing function is an answer, not an exception. */
    Invocation invoke(String function, String qualifier, byte[] payload);
}
