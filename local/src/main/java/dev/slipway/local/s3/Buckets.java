package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** All buckets, also for the embedded cloud's own services: stacks make them, Lambda reads code from them. */
public final class Buckets {
    private final Path root;
    private final Clock clock;
    private final ConcurrentSkipListMap<String, Bucket> opened = new ConcurrentSkipListMap<>();

    /**
     * Reads back the buckets below a folder, which is made when it is missing.
     *
     * @throws UncheckedIOException when the folder cannot be read
     */
    public Buckets(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
        try {
            Files.createDirectories(root);
            StateFiles.sweepUnfinished(root);
            for (Path folder : StateFiles.list(root)) {
                opened.put(folder.getFileName().toString(), Bucket.open(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The buckets in " + root + " cannot be read", e);
        }
    }

    Clock clock() {
        return clock;
    }

    /**
     * Makes a bucket; does nothing when it is there.
     *
     * @throws AwsError {@code InvalidBucketName}
     */
    public void create(String name) {
        create(name, "us-east-1");
    }

    /** @return false when it was there already */
    synchronized boolean create(String name, String region) {
        BucketName.checked(name);
        if (opened.containsKey(name)) {
            return false;
        }
        Path unfinished = root.resolve(StateFiles.UNFINISHED + StateFiles.uniqueName());
        Path folder = root.resolve(name);
        try {
            Files.createDirectories(unfinished);
            StateFiles.write(unfinished.resolve("bucket.json"), new Bucket.Info(name, region, clock.millis()));
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            opened.put(name, Bucket.open(folder));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("The bucket " + name + " cannot be made in " + root, e);
        }
    }

    public boolean exists(String name) {
        return opened.containsKey(name);
    }

    /**
     * Keeps from now on what is replaced or deleted, or no longer does.
     *
     * @throws AwsError {@code NoSuchBucket}
     */
    public void keepVersions(String name, boolean keep) {
        try {
            get(name).setVersioning(keep ? Versioning.ENABLED : Versioning.SUSPENDED);
        } catch (IOException e) {
            throw new UncheckedIOException("The versioning of the bucket " + name + " cannot be written", e);
        }
    }

    /**
     * Whether it keeps what is replaced or deleted.
     *
     * @throws AwsError {@code NoSuchBucket}
     */
    public boolean keepsVersions(String name) {
        return get(name).versioning() == Versioning.ENABLED;
    }

    /**
     * Deletes an empty bucket.
     *
     * @throws AwsError {@code NoSuchBucket} or {@code BucketNotEmpty}
     */
    public synchronized void delete(String name) {
        try {
            get(name).delete();
            opened.remove(name);
        } catch (IOException e) {
            throw new UncheckedIOException("The bucket " + name + " cannot be deleted", e);
        }
    }

    /**
     * Sets the policy that is evaluated with every request to a bucket.
     *
     * @throws AwsError {@code NoSuchBucket} or {@code MalformedPolicy}
     */
    public void putPolicy(String name, String document) {
        set(name, BucketSetting.POLICY, PolicyText.checked(document));
    }

    public void removePolicy(String name) {
        try {
            Files.deleteIfExists(get(name).setting(BucketSetting.POLICY));
        } catch (IOException e) {
            throw new UncheckedIOException("The policy of " + name + " cannot be deleted", e);
        }
    }

    /** @param key the ARN of the key in KMS, empty for S3's own */
    public void encryptBy(String name, String algorithm, String key) {
        set(name, BucketSetting.ENCRYPTION, BucketSetting.encryption(algorithm, key));
    }

    private void set(String name, BucketSetting setting, String document) {
        try {
            StateFiles.write(get(name).setting(setting), document.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("A setting of " + name + " cannot be written", e);
        }
    }

    /**
     * Opens an object's data, to be closed by the caller; it stays readable though the object is replaced meanwhile.
     *
     * @throws AwsError {@code NoSuchBucket} or {@code NoSuchKey}
     */
    public InputStream open(String bucket, String key) throws IOException {
        return get(bucket).read(key, Optional.empty()).stream();
    }

    List<Bucket> all() {
        return List.copyOf(opened.values());
    }

    Bucket get(String name) {
        @Nullable Bucket bucket = opened.get(name);
        if (bucket == null) {
            throw noSuchBucket(name);
        }
        return bucket;
    }

    static AwsError noSuchBucket(String name) {
        return new AwsError(404, "NoSuchBucket", "The specified bucket does not exist: '" + name + "'");
    }
}
