package dev.slipway.deployer.check;

import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.inference.inspect.ModelSignature;
import dev.slipway.inference.manifest.Manifest;

/**
 * A bundle that may be served.
 *
 * @param manifest without its validation, which needs the evaluation
 * @param goldenCases how many passed
 */
public record CheckedBundle(Bundle bundle, ModelSignature signature, Manifest manifest, int goldenCases) {}
