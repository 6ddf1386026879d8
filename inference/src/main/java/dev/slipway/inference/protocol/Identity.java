package dev.slipway.inference.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who answers.
 *
 * @param modelName as in the path
 * @param modelVersion the version of the function that was executed; null: left out
 * @param fallbackId the answer's id where the request has none
 */
public record Identity(String modelName, @Nullable String modelVersion, String fallbackId) {
    /** With a random id for requests that have none. */
    public Identity(String modelName, @Nullable String modelVersion) {
        this(modelName, modelVersion, UUID.randomUUID().toString());
    }
}
