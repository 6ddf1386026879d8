package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * One bucket: its objects' metadata in order of their keys, in memory and on disk. Data files are written under unique names before the
 * metadata that names them; what no metadata names is swept away at the next start.
 */
final class Bucket {
    private static final int KEY_LOCKS = 64;

    /** @param created milliseconds since the epoch */
    record Info(String name, String region, long created) {}

    private final Path folder;
    private final Info info;
    private final NavigableMap<String, History> histories = new ConcurrentSkipListMap<>(new KeyOrder());
    private final NavigableMap<String, StoredObject> objects = new ConcurrentSkipListMap<>(new KeyOrder());
    private final AtomicLong sequence = new AtomicLong();
    private final ReentrantLock[] keyLocks =
            IntStream.range(0, KEY_LOCKS).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);
    private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();
    private volatile Versioning versioning = Versioning.OFF;
    private boolean deleted;

    private Bucket(Path folder, Info info) {
        this.folder = folder;
        this.info = info;
    }

    /** Reads a bucket back, and sweeps away what a kill left half written. */
    static Bucket open(Path folder) throws IOException {
        Bucket bucket = new Bucket(folder, StateFiles.read(folder.resolve("bucket.json"), Info.class));
        for (String child : new String[] {"objects", "data", "uploads", "settings"}) {
            Files.createDirectories(folder.resolve(child));
            StateFiles.sweepUnfinished(folder.resolve(child));
        }
        Set<String> named = new HashSet<>();
        for (Path file : StateFiles.list(folder.resolve("objects"))) {
            StoredObject object = StateFiles.read(file, StoredObject.class);
            bucket.set(object.key(), bucket.history(object.key()).with(object));
            bucket.sequence.accumulateAndGet(object.version().sequence(), Math::max);
            named.add(object.data());
        }
        for (Path file : StateFiles.list(folder.resolve("data"))) {
            if (!named.contains(file.getFileName().toString())) {
                Files.delete(file);
            }
        }
        bucket.versioning = Versioning.read(bucket.setting(BucketSetting.VERSIONING));
        return bucket;
    }

    Info info() {
        return info;
    }

    Path folder() {
        return folder;
    }

    Path setting(BucketSetting setting) {
        return folder.resolve("settings").resolve(setting.query());
    }

    Versioning versioning() {
        return versioning;
    }

    /** From the next write on; what is there keeps its versions. */
    void setVersioning(Versioning status) throws IOException {
        StateFiles.write(setting(BucketSetting.VERSIONING), status.document().getBytes(StandardCharsets.UTF_8));
        versioning = status;
    }

    /** The objects that a request without a version sees. */
    NavigableMap<String, StoredObject> objects() {
        return objects;
    }

    NavigableMap<String, History> histories() {
        return histories;
    }

    Path data(String name) {
        return folder.resolve("data").resolve(name);
    }

    Optional<StoredObject> find(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    StoredObject get(String key) {
        return find(key).orElseThrow(() -> {
            AwsError missing = new AwsError(404, "NoSuchKey", "The specified key does not exist: '" + key + "'");
            return history(key).head().map(marker -> marked(missing, marker)).orElse(missing);
        });
    }

    /** A version, or what is current without one. */
    StoredObject get(String key, Optional<String> id) {
        if (id.isEmpty()) {
            return get(key);
        }
        StoredObject found = history(key)
                .find(id.get())
                .orElseThrow(() -> new AwsError(
                        404,
                        "NoSuchVersion",
                        "The specified version does not exist: '" + key + "', version " + id.get()));
        if (found.version().marker()) {
            throw marked(
                            new AwsError(
                                    405,
                                    "MethodNotAllowed",
                                    "The specified method is not allowed against this resource: version " + id.get()
                                            + " of '" + key + "' is a delete marker"),
                            found)
                    .with("Last-Modified", HttpDates.format(found.lastModified()));
        }
        return found;
    }

    private static AwsError marked(AwsError error, StoredObject marker) {
        return error.with("x-amz-delete-marker", "true")
                .with("x-amz-version-id", marker.version().id());
    }

    private History history(String key) {
        return histories.getOrDefault(key, History.NONE);
    }

    /**
     * Makes an object out of a data file that is already written, if the condition lets it; deletes the data file when not.
     * Check and replacement are one step for everyone else who writes this key.
     */
    StoredObject commit(StoredObject object, WriteCondition condition) throws IOException {
        try {
            return underKey(object.key(), () -> {
                condition.check(find(object.key()));
                return put(object.as(next(false)));
            });
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(data(object.data()));
            throw e;
        }
    }

    /** Changes what is known of an object, not its bytes. */
    void update(String key, Optional<String> id, UnaryOperator<StoredObject> change) throws IOException {
        underKey(key, () -> {
            StoredObject changed = change.apply(get(key, id));
            StateFiles.write(metadata(changed), changed);
            set(key, history(key).with(changed));
            return changed;
        });
    }

    /**
     * Deletes what is current, if the condition lets it: for good without versioning, else by a marker.
     *
     * @return the marker
     */
    Optional<StoredObject> delete(String key, WriteCondition condition, long now) throws IOException {
        return underKey(key, () -> {
            condition.check(find(key));
            if (versioning == Versioning.OFF) {
                remove(key, Version.NULL_ID);
                return Optional.empty();
            }
            return Optional.of(put(StoredObject.marker(key, now, next(true))));
        });
    }

    /** Deletes a version for good; empty when there was none. */
    Optional<StoredObject> deleteVersion(String key, String id, WriteCondition condition) throws IOException {
        return underKey(key, () -> {
            condition.check(history(key).find(id));
            return remove(key, id);
        });
    }

    private Version next(boolean marker) {
        return new Version(versioning.nextId(), sequence.incrementAndGet(), marker);
    }

    private StoredObject put(StoredObject version) throws IOException {
        History before = history(version.key());
        StateFiles.write(metadata(version), version);
        set(version.key(), before.with(version));
        Optional<StoredObject> replaced = before.find(version.version().id());
        if (replaced.isPresent()) {
            deleteData(replaced.get());
        }
        return version;
    }

    private Optional<StoredObject> remove(String key, String id) throws IOException {
        Optional<StoredObject> removed = history(key).find(id);
        if (removed.isPresent()) {
            Files.deleteIfExists(metadata(removed.get()));
            set(key, history(key).without(id));
            deleteData(removed.get());
        }
        return removed;
    }

    private void deleteData(StoredObject object) throws IOException {
        if (!object.version().marker()) {
            Files.deleteIfExists(data(object.data()));
        }
    }

    private void set(String key, History history) {
        if (history.versions().isEmpty()) {
            histories.remove(key);
        } else {
            histories.put(key, history);
        }
        history.visible().ifPresentOrElse(object -> objects.put(key, object), () -> objects.remove(key));
    }

    /** An object's metadata with its open data, which stays readable though the object is replaced meanwhile. */
    OpenObject read(String key, Optional<String> id) throws IOException {
        while (true) {
            StoredObject object = get(key, id);
            try {
                return OpenObject.of(object, data(object.data()));
            } catch (NoSuchFileException e) {
                if (history(key).versions().contains(object)) {
                    throw new UncheckedIOException("The data of '" + key + "' is gone from the state folder", e);
                }
                // replaced between the two look-ups: read the newer one
            }
        }
    }

    /** Ends the bucket, when it is empty. */
    void delete() throws IOException {
        life.writeLock().lock();
        try {
            if (!histories.isEmpty()) {
                throw new AwsError(
                        409,
                        "BucketNotEmpty",
                        "The bucket you tried to delete is not empty: '" + info.name() + "' has "
                                + histories.values().stream()
                                        .mapToInt(history -> history.versions().size())
                                        .sum()
                                + " objects, versions and delete markers counted");
            }
            deleted = true;
            StateFiles.deleteFolder(folder);
        } finally {
            life.writeLock().unlock();
        }
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    private <T> T underKey(String key, Step<T> step) throws IOException {
        ReentrantLock lock = keyLocks[Math.floorMod(key.hashCode(), KEY_LOCKS)];
        life.readLock().lock();
        lock.lock();
        try {
            if (deleted) {
                throw Buckets.noSuchBucket(info.name());
            }
            return step.run();
        } finally {
            lock.unlock();
            life.readLock().unlock();
        }
    }

    /**
     * Any key makes a file name by its digest: no length, character or dot in it matters to the file system. Each version has a file of its
     * own, so that every change is one write or one deletion.
     */
    private Path metadata(StoredObject object) {
        byte[] digest = ChecksumAlgorithm.digest("SHA-256").digest(object.key().getBytes(StandardCharsets.UTF_8));
        String id = object.version().id();
        String name = HexFormat.of().formatHex(digest) + (id.equals(Version.NULL_ID) ? "" : "-" + id);
        return folder.resolve("objects").resolve(name + ".json");
    }
}
