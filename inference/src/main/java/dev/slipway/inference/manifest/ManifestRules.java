package dev.slipway.inference.manifest;

import dev.slipway.inference.tensor.TensorSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold between the parts of a manifest. */
final class ManifestRules {
    private ManifestRules() {}

    static void check(
            int schema,
            String model,
            List<FileEntry> files,
            String modelFile,
            @Nullable String goldenFile,
            List<TensorSpec> inputs,
            List<TensorSpec> outputs,
            @Nullable Preprocessing preprocessing,
            Postprocessing postprocessing) {}
}
