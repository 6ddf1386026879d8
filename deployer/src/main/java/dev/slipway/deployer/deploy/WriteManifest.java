package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ManifestJson;
import dev.slipway.inference.manifest.ModelKeys;

/** Writes the manifest, after all that it names is there. */
final class WriteManifest implements Step {
    private final Cloud cloud;

    WriteManifest(Workshop workshop) {
        cloud = workshop.cloud();
    }

    @Override
    public Facts take(Facts facts) {
        Manifest manifest = facts.need(Manifest.class);
        // Its key is its digest: one that is there already is the same one.
        cloud.objects(facts.need(ModelStack.class).bucket())
                .putIfAbsent(ModelKeys.manifest(manifest.model(), manifest.digest()), ManifestJson.write(manifest));
        return facts;
    }
}
