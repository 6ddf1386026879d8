package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.cloud.StoredBytes;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ManifestJson;
import dev.slipway.inference.manifest.ModelKeys;
import java.util.Arrays;

/** Writes the manifest, after all that it names is there. */
final class WriteManifest implements Step {
    private final Workshop workshop;

    WriteManifest(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Facts take(Facts facts) {
        Manifest manifest = facts.need(Manifest.class);
        ObjectStore store =
                workshop.cloud().objects(facts.need(ModelStack.class).bucket());
        String key = ModelKeys.manifest(manifest.model(), manifest.digest());
        byte[] content = ManifestJson.write(manifest);
        if (store.putIfAbsent(key, content).isEmpty()) {
            // Its key is its digest: what is there is the same one, unless another hand has written there.
            store.get(key)
                    .filter(there -> !Arrays.equals(there.content(), content))
                    .ifPresent(other -> mend(store, key, content, other));
        }
        return facts;
    }

    private void mend(ObjectStore store, String key, byte[] content, StoredBytes other) {
        store.replaceIfMatch(key, content, other.etag());
        workshop.console().say("manifest   was changed in the bucket since its push, and is written again");
    }
}
