package dev.slipway.deployer.cloud;

import dev.slipway.inference.manifest.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** A bucket in memory with S3's conditional writes. */
public final class InMemoryObjectStore implements ObjectStore {
    private final String bucket;
    private final Faults faults;
    private final TreeMap<String, StoredBytes> objects = new TreeMap<>();
    private final Map<String, Instant> written = new HashMap<>();
    private final List<UnfinishedUpload> uploads = new ArrayList<>();
    private Clock clock = Clock.systemUTC();
    private int writes;

    public InMemoryObjectStore(String bucket) {
        this(bucket, new Faults());
    }

    InMemoryObjectStore(String bucket, Faults faults) {
        this.bucket = bucket;
        this.faults = faults;
    }

    public Faults faults() {
        return faults;
    }

    /** By which objects are dated from now on. */
    public void clock(Clock newClock) {
        clock = newClock;
    }

    /** Begins an upload in parts that nobody will end. */
    public void beginUpload(String key) {
        uploads.add(new UnfinishedUpload(key, "upload-" + uploads.size(), clock.instant()));
    }

    @Override
    public List<UnfinishedUpload> unfinished(String prefix) {
        return faults.call(
                "unfinished",
                () -> uploads.stream()
                        .filter(upload -> upload.key().startsWith(prefix))
                        .toList());
    }

    @Override
    public void abort(UnfinishedUpload upload) {
        faults.call("abort", () -> uploads.remove(upload));
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public Optional<StoredObject> head(String key) {
        return faults.call("head", () -> Optional.ofNullable(objects.get(key)).map(object -> described(key, object)));
    }

    @Override
    public Optional<StoredBytes> get(String key) {
        return faults.call("get", () -> Optional.ofNullable(objects.get(key)));
    }

    @Override
    public Optional<String> digest(String key) {
        return faults.call(
                "digest", () -> Optional.ofNullable(objects.get(key)).map(object -> Digest.sha256(object.content())));
    }

    /** Whatever is there, another hand writes over it. */
    public void overwrite(String key, byte[] content) {
        store(key, content);
    }

    @Override
    public void putBlob(String key, Path file, String sha256, LongConsumer sent) {
        faults.call("putBlob", () -> {
            try {
                byte[] content = Files.readAllBytes(file);
                sent.accept(content.length);
                return store(key, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public Optional<String> putIfAbsent(String key, byte[] content) {
        return faults.call(
                "putIfAbsent", () -> objects.containsKey(key) ? Optional.empty() : Optional.of(store(key, content)));
    }

    @Override
    public Optional<String> replaceIfMatch(String key, byte[] content, String etag) {
        return faults.call("replaceIfMatch", () -> {
            StoredBytes there = objects.get(key);
            return there == null || !there.etag().equals(etag) ? Optional.empty() : Optional.of(store(key, content));
        });
    }

    @Override
    public void delete(String key) {
        faults.call("delete", () -> Optional.ofNullable(objects.remove(key)));
    }

    @Override
    public List<StoredObject> list(String prefix) {
        return faults.call(
                "list",
                () -> objects.tailMap(prefix, true).entrySet().stream()
                        .takeWhile(entry -> entry.getKey().startsWith(prefix))
                        .map(entry -> described(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private StoredObject described(String key, StoredBytes object) {
        return new StoredObject(
                key,
                object.content().length,
                object.etag(),
                written.getOrDefault(key, Instant.EPOCH),
                Optional.of(Digest.sha256(object.content())),
                false);
    }

    private String store(String key, byte[] content) {
        String etag = "\"" + ++writes + "\"";
        objects.put(key, new StoredBytes(content, etag));
        written.put(key, clock.instant());
        return etag;
    }
}
