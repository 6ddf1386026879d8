package dev.slipway.function.store;

import dev.slipway.inference.manifest.Manifest;
import java.nio.file.Path;

/**
 * A verified model on the local disk.
 *
 * @param directory where the manifest's paths are resolved
 * @param bytes how much was fetched; 0 where the container had it already
 */
public record StoredModel(Manifest manifest, Path directory, long bytes) {}
