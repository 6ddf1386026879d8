package dev.slipway.deployer.prune;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.cloud.StoredObject;
import dev.slipway.deployer.cloud.UnfinishedUpload;
import dev.slipway.deployer.ledger.Ledger;
import dev.slipway.deployer.ledger.Release;
import dev.slipway.deployer.rollout.RolloutJson;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.ManifestJson;
import dev.slipway.inference.manifest.ModelKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for what nothing names any more; changes nothing. */
final class FindSurplus {
    /** A push writes its files before anything names them: what is this young may be of one that still runs. */
    static final Duration YOUNG = Duration.ofHours(1);

    /** The next push of the same file goes on with an upload of today, however slow the line. */
    static final Duration ABANDONED = Duration.ofDays(1);

    private final Cloud cloud;
    private final ModelStack stack;
    private final ObjectStore store;
    private final Instant now;

    FindSurplus(Cloud cloud, ModelStack stack, Clock clock) {
        this.cloud = cloud;
        this.stack = stack;
        this.store = cloud.objects(stack.bucket());
        this.now = clock.instant();
    }

    /**
     * @param keep how many of the newest releases stay in any case
     * @param rollout the running or last one, as it is written
     */
    Surplus find(int keep, Optional<JsonNode> rollout) {
        Ledger ledger = new Ledger(store, stack.function());
        List<Release> releases = ledger.list();
        Set<String> recorded = ledger.pruned().keySet();
        List<FunctionVersion> versions = cloud.functions().versions(stack.function());
        Set<String> there = versions.stream().map(FunctionVersion::version).collect(Collectors.toSet());
        List<Release> present = releases.stream()
                .filter(release -> there.contains(release.version()))
                .toList();
        Map<String, List<String>> named =
                NamedVersions.find(cloud, stack, rollout.map(RolloutJson::read), present, keep);
        List<Release> going = present.stream()
                .filter(release -> !named.containsKey(release.version()))
                .toList();
        Set<String> gone = going.stream().map(Release::version).collect(Collectors.toSet());
        List<StoredObject> manifests = store.list(ModelKeys.manifests(stack.model()));
        Set<String> staying = digests(versions.stream().filter(version -> !gone.contains(version.version())));
        List<StoredObject> surplus = manifests.stream()
                .filter(this::isOld)
                .filter(manifest -> !staying.contains(digest(manifest)))
                .toList();
        return new Surplus(
                kept(named, present),
                going,
                releases.stream()
                        .filter(release -> !there.contains(release.version()) && !recorded.contains(release.version()))
                        .toList(),
                surplus,
                blobs(manifests.stream().filter(manifest -> !surplus.contains(manifest))),
                uploads());
    }

    private static Map<String, List<String>> kept(Map<String, List<String>> named, List<Release> present) {
        return named.entrySet().stream()
                .filter(entry ->
                        present.stream().anyMatch(release -> release.version().equals(entry.getKey())))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> List.copyOf(entry.getValue()),
                        (one, other) -> one,
                        () -> new java.util.TreeMap<>(java.util.Comparator.comparingLong(Long::parseLong))));
    }

    /** Of every version that stays, released or not, and of what the next one will be made from. */
    private Set<String> digests(Stream<FunctionVersion> staying) {
        return Stream.concat(staying, Stream.of(cloud.functions().get(stack.function())))
                .flatMap(version -> Optional.ofNullable(version.environment().get("SLIPWAY_MODEL_DIGEST")).stream())
                .collect(Collectors.toSet());
    }

    private List<StoredObject> blobs(Stream<StoredObject> stayingManifests) {
        Set<String> named = new HashSet<>();
        stayingManifests
                .filter(manifest -> !isSignature(manifest))
                .forEach(manifest -> named.addAll(files(manifest.key())));
        return store.list(ModelKeys.blobs(stack.model())).stream()
                .filter(this::isOld)
                .filter(blob -> !named.contains(blob.key()))
                .toList();
    }

    /** What a manifest that stays names; one that cannot be read may name anything, so nothing is deleted then. */
    private List<String> files(String manifest) {
        try {
            return store.get(manifest).stream()
                    .flatMap(stored -> ManifestJson.read(stored.content()).files().stream())
                    .map(FileEntry::sha256)
                    .map(sha256 -> ModelKeys.blob(stack.model(), sha256))
                    .toList();
        } catch (InferenceException unreadable) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "the manifest s3://" + store.bucket() + "/" + manifest + " cannot be read, so nobody knows which"
                            + " files it names: " + unreadable.getMessage() + "; nothing was deleted",
                    "restore it by ./slipway push with its bundle, or delete it; then prune again",
                    unreadable);
        }
    }

    private List<UnfinishedUpload> uploads() {
        return store.unfinished(ModelKeys.blobs(stack.model())).stream()
                .filter(upload -> upload.begun().plus(ABANDONED).isBefore(now))
                .toList();
    }

    private boolean isOld(StoredObject object) {
        return object.modified().plus(YOUNG).isBefore(now);
    }

    private static boolean isSignature(StoredObject manifest) {
        return manifest.key().endsWith(".sig.json");
    }

    /** A signature goes with the manifest beside it. */
    private static String digest(StoredObject manifest) {
        String name = manifest.key().substring(manifest.key().lastIndexOf('/') + 1);
        return name.substring(0, name.indexOf('.'));
    }
}
