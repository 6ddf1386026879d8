package dev.slipway.inference.protocol;

import org.jspecify.annotations.Nullable;

/** Who answers: the model's name and the version of the function that was executed. */
public record Identity(String modelName, @Nullable String modelVersion) {}
