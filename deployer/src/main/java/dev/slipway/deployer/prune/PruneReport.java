package dev.slipway.deployer.prune;

import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.StoredObject;
import dev.slipway.deployer.cloud.UnfinishedUpload;
import dev.slipway.deployer.ledger.Release;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a prune has deleted, or would delete.
 *
 * @param kept the releases that stay, by version, each with what names it
 * @param objects keys of manifests and files
 * @param bytes of those objects
 * @param uploads keys of uploads that were given up
 */
public record PruneReport(
        String model,
        String function,
        int keep,
        boolean dryRun,
        Map<String, List<String>> kept,
        List<Version> versions,
        List<String> objects,
        long bytes,
        List<String> uploads) {
    private static final int SHORT = 12;

    /** A release whose version goes. */
    public record Version(String version, String digest, Instant released) {}

    public PruneReport {
        versions = List.copyOf(versions);
        objects = List.copyOf(objects);
        uploads = List.copyOf(uploads);
    }

    static PruneReport of(ModelStack stack, int keep, boolean dryRun, Surplus surplus) {
        List<StoredObject> objects = new ArrayList<>(surplus.manifests());
        objects.addAll(surplus.blobs());
        return new PruneReport(
                stack.model(),
                stack.function(),
                keep,
                dryRun,
                surplus.kept(),
                surplus.versions().stream().map(PruneReport::version).toList(),
                objects.stream().map(StoredObject::key).toList(),
                objects.stream().mapToLong(StoredObject::size).sum(),
                surplus.uploads().stream().map(UnfinishedUpload::key).toList());
    }

    private static Version version(Release release) {
        return new Version(release.version(), release.digest(), release.at());
    }

    public boolean changed() {
        return !dryRun && !(versions.isEmpty() && objects.isEmpty() && uploads.isEmpty());
    }

    /** The same in words. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        kept.forEach((version, by) -> lines.add("keep       version " + version + ": " + String.join(", ", by)));
        String done = dryRun ? "would go   " : "deleted    ";
        versions.forEach(version -> lines.add(done + "version " + version.version() + ", model "
                + version.digest().substring(0, SHORT) + ", released " + version.released()));
        objects.forEach(key -> lines.add(done + key));
        uploads.forEach(key -> lines.add(done + "the unfinished upload of " + key));
        lines.add(sum());
        return String.join(System.lineSeparator(), lines);
    }

    private String sum() {
        if (versions.isEmpty() && objects.isEmpty() && uploads.isEmpty()) {
            return "nothing to do: everything of " + model + " is named by something that stays";
        }
        return String.format(
                Locale.ROOT,
                "%s: %d versions, %d objects (%,d bytes), %d unfinished uploads of %s",
                dryRun ? "would delete" : "pruned",
                versions.size(),
                objects.size(),
                bytes,
                uploads.size(),
                model);
    }
}
