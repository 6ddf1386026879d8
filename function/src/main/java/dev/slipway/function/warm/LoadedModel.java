package dev.slipway.function.warm;

import dev.slipway.inference.pipeline.ServingModel;
import java.nio.file.Path;

/**
 * A model that answers.
 *
 * @param directory where its files are, the golden cases among them
 * @param nanos how long loading took
 * @param bytes how much was fetched for it
 */
public record LoadedModel(ServingModel model, Path directory, long nanos, long bytes) {}
