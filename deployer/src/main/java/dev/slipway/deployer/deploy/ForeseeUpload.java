package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.plan.DeployPlan.UploadPart;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Manifest;
import java.util.List;
import java.util.Optional;

/** Finds the files that {@link UploadBlobs} would send. */
final class ForeseeUpload implements Step {
    private final Workshop workshop;

    ForeseeUpload(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Facts take(Facts facts) {
        Manifest manifest = facts.need(Manifest.class);
        Optional<ObjectStore> store = facts.need(ForeseenStack.class)
                .stack()
                .map(ModelStack::bucket)
                .map(bucket -> workshop.cloud().objects(bucket));
        List<FileEntry> missing = manifest.files().stream()
                .filter(file -> store.map(bucket -> !UploadBlobs.stored(bucket, manifest, file))
                        .orElse(true))
                .toList();
        return facts.with(
                UploadPart.class,
                new UploadPart(
                        manifest.files(),
                        missing.stream().map(FileEntry::path).toList(),
                        bytes(missing),
                        facts.find(Service.class).flatMap(Service::manifest).map(before -> bytes(before.files())),
                        bytes(manifest.files())));
    }

    private static long bytes(List<FileEntry> files) {
        return files.stream().mapToLong(FileEntry::size).sum();
    }
}
