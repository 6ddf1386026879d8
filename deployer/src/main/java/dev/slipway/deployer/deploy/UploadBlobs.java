package dev.slipway.deployer.deploy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.console.Progress;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ModelKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Uploads the files whose digests the bucket does not have, several at once. */
final class UploadBlobs implements Step {
    private static final int AT_ONCE = 4;

    private final Workshop workshop;

    UploadBlobs(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Facts take(Facts facts) {
        Manifest manifest = facts.need(Manifest.class);
        ObjectStore store =
                workshop.cloud().objects(facts.need(ModelStack.class).bucket());
        List<FileEntry> missing = manifest.files().stream()
                .filter(file -> !stored(store, manifest, file))
                .toList();
        long bytes = missing.stream().mapToLong(FileEntry::size).sum();
        if (missing.isEmpty()) {
            workshop.console().say("uploaded   nothing: all " + manifest.files().size() + " files are there");
        } else {
            upload(store, facts.need(Bundle.class), manifest, missing, bytes);
        }
        int present = manifest.files().size() - missing.size();
        return facts.with(Uploaded.class, new Uploaded(missing.size(), bytes, present));
    }

    static boolean stored(ObjectStore store, Manifest manifest, FileEntry file) {
        return store.head(ModelKeys.blob(manifest.model(), file.sha256()))
                .filter(object -> object.holds(file.size(), file.sha256()))
                .isPresent();
    }

    private void upload(ObjectStore store, Bundle bundle, Manifest manifest, List<FileEntry> files, long bytes) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, files.size()));
        try (Progress progress = workshop.console().progress("uploaded", bytes, "bytes")) {
            List<Future<?>> uploads = new ArrayList<>();
            for (FileEntry file : files) {
                uploads.add(threads.submit(() -> store.putBlob(
                        ModelKeys.blob(manifest.model(), file.sha256()),
                        bundle.folder().resolve(file.path()),
                        file.sha256(),
                        progress::advance)));
            }
            for (Future<?> upload : uploads) {
                upload.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SlipwayException known
                    ? known
                    : new IllegalStateException("an upload failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SlipwayException(
                    ExitCode.INTERRUPTED, "interrupted while uploading", "run the same command to go on", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
