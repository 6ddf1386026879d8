package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ModelKeys;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a version pins its model: through its environment, so that an alias reverts model and code together. */
final class ModelEnvironment {
    static final String MANIFEST = "SLIPWAY_MODEL_MANIFEST";
    static final String DIGEST = "SLIPWAY_MODEL_DIGEST";

    private static final String OURS = "SLIPWAY_";

    private ModelEnvironment() {}

    /** The function's environment with this model in it. */
    static Map<String, String> of(FunctionVersion latest, Manifest manifest) {
        Map<String, String> environment = new TreeMap<>(latest.environment());
        environment.put(MANIFEST, ModelKeys.manifest(manifest.model(), manifest.digest()));
        environment.put(DIGEST, manifest.digest());
        return environment;
    }

    static Optional<String> digest(FunctionVersion version) {
        return Optional.ofNullable(version.environment().get(DIGEST));
    }

    static boolean hasModel(FunctionVersion version) {
        return version.environment().containsKey(DIGEST);
    }

    /** For the ledger, which is kept for ever: of what is not Slipway's own the name alone. */
    static Map<String, String> recorded(FunctionVersion version) {
        Map<String, String> environment = new TreeMap<>(version.environment());
        environment.replaceAll((name, value) -> name.startsWith(OURS) ? value : "set");
        return environment;
    }
}
