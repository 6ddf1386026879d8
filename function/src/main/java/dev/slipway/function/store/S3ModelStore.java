package dev.slipway.function.store;

import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.manifest.Digest;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ManifestJson;
import dev.slipway.inference.manifest.ModelKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Releases in the model bucket: the manifest, who vouches for it, then every file it names, streamed to disk while
 * digested. The finished folder gets its name, the release's digest, by one rename.
 */
public final class S3ModelStore implements ModelStore {
    private static final int LARGEST_MANIFEST = 4 * 1024 * 1024;

    private final S3Objects objects;
    private final ModelTrust trust;
    private final Path root;

    /** @param root where the folders of releases are made; on Lambda below {@code /tmp} */
    public S3ModelStore(S3Location location, Credentials credentials, Clock clock, ModelTrust trust, Path root) {
        this(new S3Objects(location, credentials, clock, S3Objects.Retries.DEFAULT), trust, root);
    }

    S3ModelStore(S3Objects objects, ModelTrust trust, Path root) {
        this.objects = objects;
        this.trust = trust;
        this.root = root;
    }

    @Override
    public StoredModel fetch(ReleaseReference release) {
        byte[] manifestBytes = objects.read(release.manifestKey(), body -> body.readNBytes(LARGEST_MANIFEST + 1));
        verify(manifestBytes, release);
        trust.check(release, objects);
        Manifest manifest = read(manifestBytes, release);
        Path folder = root.resolve(release.digest());
        try {
            if (new ReleaseFolder(folder).holds(manifest)) {
                return new StoredModel(manifest, folder, 0);
            }
            ownRoot();
            new ReleaseFolder(folder).delete(); // of a process that ended in the middle, or of another hand
            checkSpace(manifest);
            Path unfinished = Files.createTempDirectory(root, "unfinished-");
            try {
                long bytes = manifestBytes.length + download(manifest, unfinished);
                Files.move(unfinished, folder);
                return new StoredModel(manifest, folder, bytes);
            } finally {
                new ReleaseFolder(unfinished).delete(); // there is none where it was renamed
            }
        } catch (IOException failed) {
            throw new FunctionException(
                    Category.LOAD,
                    "could not keep model '" + release.model() + "' in " + root + ": " + failed
                            + "; give the function more ephemeral storage",
                    failed);
        }
    }

    private void ownRoot() throws IOException {
        Files.createDirectories(root);
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            throw new FunctionException(
                    Category.LOAD,
                    root + " is a link and leads elsewhere: nothing is kept there; remove it, or set TMPDIR");
        }
    }

    private static void verify(byte[] bytes, ReleaseReference release) {
        String actual = Digest.sha256(bytes);
        if (!actual.equals(release.digest())) {
            throw refused(
                    release,
                    "has the SHA-256 " + actual + ", not the " + release.digest()
                            + " of SLIPWAY_MODEL_DIGEST: it was changed after its release and is not served",
                    null);
        }
    }

    private static Manifest read(byte[] bytes, ReleaseReference release) {
        Manifest manifest;
        try {
            manifest = ManifestJson.read(bytes);
        } catch (InferenceException unreadable) {
            throw refused(release, "cannot be read: " + unreadable.getMessage(), unreadable);
        }
        if (!manifest.model().equals(release.model())) {
            throw refused(release, "is of model '" + manifest.model() + "', not '" + release.model() + "'", null);
        }
        return manifest;
    }

    private static FunctionException refused(
            ReleaseReference release, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        return new FunctionException(
                Category.LOAD,
                "the manifest " + release.manifestKey() + " " + why + "; release again with ./slipway deploy <bundle>",
                cause);
    }

    private void checkSpace(Manifest manifest) throws IOException {
        long needed = manifest.files().stream().mapToLong(FileEntry::size).sum();
        long free = Files.getFileStore(root).getUsableSpace();
        if (needed > free) {
            throw new FunctionException(
                    Category.LOAD,
                    "model '" + manifest.model() + "' needs " + needed + " bytes, " + root + " has " + free
                            + " free; give the function more ephemeral storage");
        }
    }

    private long download(Manifest manifest, Path folder) throws IOException {
        long bytes = 0;
        for (FileEntry file : manifest.files()) {
            Path target = folder.resolve(file.path()).normalize();
            if (!target.startsWith(folder) || target.equals(folder)) {
                throw new FunctionException(
                        Category.LOAD, "the manifest's file '" + file.path() + "' leaves the model's folder");
            }
            Files.createDirectories(parent(target));
            bytes +=
                    objects.read(ModelKeys.blob(manifest.model(), file.sha256()), new FileDownload(file, target)::take);
        }
        return bytes;
    }

    private static Path parent(Path target) {
        Path parent = target.getParent();
        return parent == null ? target : parent;
    }
}
