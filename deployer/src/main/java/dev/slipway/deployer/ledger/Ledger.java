package dev.slipway.deployer.ledger;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.cloud.StoredBytes;
import dev.slipway.deployer.cloud.StoredObject;
import dev.slipway.inference.manifest.ModelKeys;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The releases of one function, append-only. */
public final class Ledger {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            // A newer Slipway may have written more.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final ObjectStore store;
    private final String function;

    public Ledger(ObjectStore store, String function) {
        this.store = store;
        this.function = function;
    }

    /** Records a release. An entry that is there already stays, and must be of the same model and code. */
    public void record(Release release) {
        String key = ModelKeys.release(function, release.version());
        if (store.putIfAbsent(key, write(release)).isPresent()) {
            return;
        }
        Release there = find(release.version()).orElse(release);
        if (!there.digest().equals(release.digest()) || !there.codeSha256().equals(release.codeSha256())) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "the ledger has another release as version " + release.version() + " of " + function + " (model "
                            + there.digest() + ", released " + there.at() + ")",
                    "the function was made anew over an old bucket: move s3://" + store.bucket() + "/"
                            + ModelKeys.releases(function) + " away, then run the same command again");
        }
    }

    /** Records that a release's version is gone; the first record of it stays. */
    public void record(Pruned pruned) {
        store.putIfAbsent(ModelKeys.pruned(function, pruned.version()), write(pruned));
    }

    /** The releases whose versions are gone, by version. */
    public Map<String, Pruned> pruned() {
        return store.list(ModelKeys.pruned(function)).stream()
                .map(StoredObject::key)
                .flatMap(key -> store.get(key).map(stored -> read(key, stored, Pruned.class)).stream())
                .collect(Collectors.toMap(Pruned::version, Function.identity()));
    }

    public Optional<Release> find(String version) {
        String key = ModelKeys.release(function, version);
        return store.get(key).map(stored -> read(key, stored, Release.class));
    }

    /** Every release, oldest first. */
    public List<Release> list() {
        return store.list(ModelKeys.releases(function)).stream()
                .map(StoredObject::key)
                .filter(key -> !key.startsWith(ModelKeys.pruned(function)))
                .flatMap(key -> store.get(key).map(stored -> read(key, stored, Release.class)).stream())
                .sorted(Comparator.comparingLong(release -> Long.parseLong(release.version())))
                .toList();
    }

    private static byte[] write(Object entry) {
        try {
            return JSON.writeValueAsBytes(entry);
        } catch (IOException e) {
            throw new IllegalStateException("an entry is always JSON", e);
        }
    }

    private <T> T read(String key, StoredBytes stored, Class<T> type) {
        try {
            return JSON.readValue(stored.content(), type);
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "the ledger's entry s3://" + store.bucket() + "/" + key + " cannot be read: " + e.getMessage(),
                    "restore an older version of that object",
                    e);
        }
    }
}
