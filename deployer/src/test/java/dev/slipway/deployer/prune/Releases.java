package dev.slipway.deployer.prune;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.deployer.cloud.InMemoryCloud;
import dev.slipway.deployer.cloud.InMemoryObjectStore;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.lease.AliasLease;
import dev.slipway.deployer.lease.Holder;
import dev.slipway.deployer.ledger.Ledger;
import dev.slipway.deployer.ledger.Release;
import dev.slipway.inference.manifest.Digest;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Limits;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ManifestJson;
import dev.slipway.inference.manifest.ModelKeys;
import dev.slipway.inference.manifest.Postprocessing;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.TensorSpec;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Makes releases in a cloud in memory, as a deploy leaves them: files, manifest, version, ledger. */
final class Releases {
    private static final String SHARED = "the golden cases of all";

    private final InMemoryCloud cloud;
    private final ModelStack stack;
    private final Map<String, List<String>> keysByVersion = new HashMap<>();

    Releases(InMemoryCloud cloud, ModelStack stack) {
        this.cloud = cloud;
        this.stack = stack;
    }

    void release(String content, Instant at) {
        FunctionVersion version = publish(content, at);
        new Ledger(store(), stack.function())
                .record(new Release(
                        stack.function(),
                        version.version(),
                        stack.model(),
                        version.environment().getOrDefault("SLIPWAY_MODEL_DIGEST", ""),
                        version.codeSha256(),
                        at,
                        "somebody",
                        "ada@laptop",
                        Optional.empty(),
                        version.runtime(),
                        version.architecture(),
                        version.memory(),
                        version.timeout(),
                        version.environment(),
                        Optional.empty()));
    }

    /** A version that never came into the ledger. */
    FunctionVersion publish(String content, Instant at) {
        List<String> keys = push(content);
        String manifest = keys.get(0);
        String digest = manifest.substring(manifest.lastIndexOf('/') + 1).replace(".json", "");
        FunctionVersion latest = cloud.functions().get(stack.function());
        cloud.functions()
                .updateEnvironment(
                        stack.function(),
                        Map.of("SLIPWAY_MODEL", stack.model(), "SLIPWAY_MODEL_DIGEST", digest),
                        latest.revisionId());
        FunctionVersion version = cloud.functions().publishNow(content + " of " + at);
        keysByVersion.put(version.version(), keys);
        return version;
    }

    /** The keys of the manifest and of its files. */
    List<String> push(String content) {
        Manifest manifest = new Manifest(
                Manifest.SCHEMA,
                stack.model(),
                content,
                List.of(entry("golden.json", SHARED), entry("model.onnx", content)),
                "model.onnx",
                "golden.json",
                List.of(new TensorSpec("x", Datatype.FP32, List.of(-1L, 4L))),
                List.of(new TensorSpec("y", Datatype.FP32, List.of(-1L, 2L))),
                null,
                new Postprocessing.Identity(),
                Limits.DEFAULT,
                null);
        String key = ModelKeys.manifest(stack.model(), manifest.digest());
        List<String> keys = new ArrayList<>(List.of(key, file(content), file(SHARED)));
        store().putIfAbsent(key, ManifestJson.write(manifest));
        return keys;
    }

    /** Stores a file alone. */
    String file(String content) {
        String key = ModelKeys.blob(stack.model(), Digest.sha256(content.getBytes(UTF_8)));
        store().putIfAbsent(key, content.getBytes(UTF_8));
        return key;
    }

    String sign(String version) {
        String key = manifestOf(version).replace(".json", ".sig.json");
        store().putIfAbsent(key, "{}".getBytes(UTF_8));
        return key;
    }

    /** Leaves the record of a rollout that succeeded, and nobody who holds the alias. */
    void rollout(String stable, String canary) {
        try (AliasLease lease = AliasLease.acquire(
                store(), stack.function(), stack.live(), Holder.ofThisProcess("rollout"), Clock.systemUTC())) {
            lease.save(new ObjectMapper().readTree("""
                    {"schema":1,"model":"penguins","function":"f","alias":"live","stable":"%s","canary":"%s","step":0,
                     "started":"2026-11-24T12:00:00Z","since":"2026-11-24T12:00:00Z","phase":"Succeeded",
                     "plan":{"steps":[50],"bake":"1s"}}
                    """.formatted(stable, canary)));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    String manifestOf(String version) {
        return keysByVersion.getOrDefault(version, List.of("none")).get(0);
    }

    /** Every key that these versions need. */
    TreeSet<String> keysOf(String... versions) {
        var keys = new TreeSet<String>();
        for (String version : versions) {
            keys.addAll(keysByVersion.getOrDefault(version, List.of()));
        }
        return keys;
    }

    private InMemoryObjectStore store() {
        return cloud.objects(stack.bucket());
    }

    private static FileEntry entry(String path, String content) {
        byte[] bytes = content.getBytes(UTF_8);
        return new FileEntry(path, bytes.length, Digest.sha256(bytes));
    }
}
