package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ModelKeys;

/**
 * Looks once more whether all files are there, now that the alias is held: a prune that ran beside the uploads may have taken
 * what nothing named yet. From here on none can run.
 */
final class ConfirmFiles implements Step {
    private final Workshop workshop;

    ConfirmFiles(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Facts take(Facts facts) {
        ObjectStore store =
                workshop.cloud().objects(facts.need(ModelStack.class).bucket());
        Manifest manifest = facts.need(Manifest.class);
        if (store.head(ModelKeys.manifest(manifest.model(), manifest.digest())).isPresent()
                && manifest.files().stream().allMatch(file -> UploadBlobs.stored(store, manifest, file))) {
            return facts;
        }
        workshop.console().say("uploading  again what a prune has deleted meanwhile");
        Facts uploaded = new UploadBlobs(workshop).take(facts);
        return new SignManifest(workshop).take(new WriteManifest(workshop).take(uploaded));
    }
}
