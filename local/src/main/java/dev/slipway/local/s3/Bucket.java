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
    private final NavigableMap<String, StoredObject> objects = new ConcurrentSkipListMap<>(new KeyOrder());
    private final ReentrantLock[] keyLocks =
            IntStream.range(0, KEY_LOCKS).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);
    private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();
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
            bucket.objects.put(object.key(), object);
            named.add(object.data());
        }
        for (Path file : StateFiles.list(folder.resolve("data"))) {
            if (!named.contains(file.getFileName().toString())) {
                Files.delete(file);
            }
        }
        return bucket;
    }

    Info info() {
        return info;
    }

    Path folder() {
        return folder;
    }

    NavigableMap<String, StoredObject> objects() {
        return objects;
    }

    Path data(String name) {
        return folder.resolve("data").resolve(name);
    }

    Optional<StoredObject> find(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    StoredObject get(String key) {
        return find(key).orElseThrow(() -> noSuchKey(key));
    }

    private static AwsError noSuchKey(String key) {
        return new AwsError(404, "NoSuchKey", "The specified key does not exist: '" + key + "'");
    }

    /**
     * Makes an object out of a data file that is already written, if the condition lets it; deletes the data file when not.
     * Check and replacement are one step for everyone else who writes this key.
     */
    StoredObject commit(StoredObject object, WriteCondition condition) throws IOException {
        try {
            return underKey(object.key(), () -> {
                StoredObject before = objects.get(object.key());
                condition.check(Optional.ofNullable(before));
                StateFiles.write(metadata(object.key()), object);
                objects.put(object.key(), object);
                if (before != null) {
                    Files.deleteIfExists(data(before.data()));
                }
                return object;
            });
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(data(object.data()));
            throw e;
        }
    }

    /** Changes what is known of an object, not its bytes. */
    void update(String key, UnaryOperator<StoredObject> change) throws IOException {
        underKey(key, () -> {
            StoredObject changed = change.apply(get(key));
            StateFiles.write(metadata(key), changed);
            return objects.put(key, changed);
        });
    }

    /** Deletes an object, if there is one and the condition lets it. */
    void delete(String key, WriteCondition condition) throws IOException {
        underKey(key, () -> {
            StoredObject before = objects.get(key);
            condition.check(Optional.ofNullable(before));
            if (before != null) {
                Files.deleteIfExists(metadata(key));
                objects.remove(key);
                Files.deleteIfExists(data(before.data()));
            }
            return key;
        });
    }

    /** An object's metadata with its open data, which stays readable though the object is replaced meanwhile. */
    OpenObject read(String key) throws IOException {
        while (true) {
            StoredObject object = get(key);
            try {
                return OpenObject.of(object, data(object.data()));
            } catch (NoSuchFileException e) {
                if (object.equals(objects.get(key))) {
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
            if (!objects.isEmpty()) {
                throw new AwsError(
                        409,
                        "BucketNotEmpty",
                        "The bucket you tried to delete is not empty: '" + info.name() + "' has " + objects.size()
                                + " objects");
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

    /** Any key makes a file name by its digest: no length, character or dot in it matters to the file system. */
    private Path metadata(String key) {
        byte[] digest = ChecksumAlgorithm.digest("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        return folder.resolve("objects").resolve(HexFormat.of().formatHex(digest) + ".json");
    }
}
