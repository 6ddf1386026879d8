package dev.slipway.deployer.diff;

import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.deployer.ledger.Release;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.Postprocessing;
import dev.slipway.inference.manifest.Preprocessing;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares two releases part by part. */
public final class ReleaseDiff {
    private static final int SHORT = 12;
    /** They change with every model, whose digest says so already. */
    private static final Set<String> PINS = Set.of("SLIPWAY_MODEL_MANIFEST", "SLIPWAY_MODEL_DIGEST");

    private final List<Difference> found = new ArrayList<>();

    private ReleaseDiff() {}

    public static List<Difference> between(Release from, Manifest fromModel, Release to, Manifest toModel) {
        ReleaseDiff diff = new ReleaseDiff();
        diff.models(fromModel, toModel);
        diff.compare("evaluation", score(from), score(to));
        diff.compare("code", from.codeSha256(), to.codeSha256());
        diff.compare("configuration ", configuration(from), configuration(to));
        return List.copyOf(diff.found);
    }

    /** The same of models alone: files, tensors, transforms, limits. */
    public static List<Difference> ofModels(Manifest from, Manifest to) {
        ReleaseDiff diff = new ReleaseDiff();
        diff.models(from, to);
        return List.copyOf(diff.found);
    }

    /** The same of the function's settings alone, but for those that pin the model. */
    public static List<Difference> ofSettings(FunctionVersion from, FunctionVersion to) {
        ReleaseDiff diff = new ReleaseDiff();
        diff.compare("configuration ", settings(from), settings(to));
        diff.variables(from.environment(), to.environment());
        return List.copyOf(diff.found);
    }

    private void models(Manifest from, Manifest to) {
        compare("file ", files(from), files(to));
        compare("size", size(from), size(to));
        compare("takes ", tensors(from.requestInputs()), tensors(to.requestInputs()));
        compare("answers ", tensors(from.responseOutputs()), tensors(to.responseOutputs()));
        compare("graph input ", tensors(from.inputs()), tensors(to.inputs()));
        compare("graph output ", tensors(from.outputs()), tensors(to.outputs()));
        compare("preprocess ", preprocessing(from), preprocessing(to));
        compare("postprocess ", postprocessing(from), postprocessing(to));
        compare(
                "max_batch",
                Integer.toString(from.limits().maxBatch()),
                Integer.toString(to.limits().maxBatch()));
    }

    private void compare(String what, String from, String to) {
        if (!from.equals(to)) {
            found.add(new Difference(what, from, to));
        }
    }

    private void compare(String what, Map<String, String> from, Map<String, String> to) {
        TreeSet<String> names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        names.forEach(name -> compare(what + name, from.getOrDefault(name, ""), to.getOrDefault(name, "")));
    }

    private static Map<String, String> files(Manifest manifest) {
        Map<String, String> files = new TreeMap<>();
        for (FileEntry file : manifest.files()) {
            files.put(file.path(), file.sha256().substring(0, SHORT) + ", " + file.size() + " bytes");
        }
        return files;
    }

    private static String size(Manifest manifest) {
        return manifest.files().stream().mapToLong(FileEntry::size).sum() + " bytes";
    }

    private static Map<String, String> tensors(List<TensorSpec> specs) {
        Map<String, String> tensors = new TreeMap<>();
        specs.forEach(spec -> tensors.put(spec.name(), spec.describe()));
        return tensors;
    }

    private static Map<String, String> preprocessing(Manifest manifest) {
        Map<String, String> parts = new TreeMap<>();
        Preprocessing preprocessing = manifest.preprocessing();
        if (preprocessing != null) {
            preprocessing.features().forEach(feature -> parts.put(feature.name(), FeatureWords.of(feature)));
            preprocessing
                    .tensors()
                    .forEach(tensor -> parts.put("into " + tensor.input(), String.join(", ", tensor.features())));
        }
        return parts;
    }

    private static Map<String, String> postprocessing(Manifest manifest) {
        return manifest.postprocessing() instanceof Postprocessing.Classify classify
                ? Map.of(
                        "classify",
                        classify.output() + (classify.softmax() ? " by softmax" : ""),
                        "labels",
                        String.join(", ", classify.labels()))
                : Map.of();
    }

    private static String score(Release release) {
        return Optional.of(release)
                .flatMap(Release::score)
                .map(score -> "%s %.4f on %d rows".formatted(score.metric(), score.value(), score.rows()))
                .orElse("none");
    }

    private static Map<String, String> configuration(Release release) {
        Map<String, String> parts = new TreeMap<>(release.environment());
        parts.put("runtime", release.runtime());
        parts.put("architecture", release.architecture());
        parts.put("memory", release.memory() + " MB");
        parts.put("timeout", release.timeout() + " s");
        return parts;
    }

    private static Map<String, String> settings(FunctionVersion version) {
        Map<String, String> parts = new TreeMap<>();
        parts.put("runtime", version.runtime());
        parts.put("architecture", version.architecture());
        parts.put("memory", version.memory() + " MB");
        parts.put("timeout", version.timeout() + " s");
        return parts;
    }

    /** Values of variables are not told: what shows this may be read by more people than the function's settings. */
    private void variables(Map<String, String> from, Map<String, String> to) {
        TreeSet<String> names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        names.removeAll(PINS);
        for (String name : names) {
            String before = from.containsKey(name) ? "set" : "";
            String after = to.containsKey(name) ? "set" : "";
            boolean other = from.containsKey(name) && !Objects.equals(from.get(name), to.get(name));
            compare("variable " + name, before, other && !after.isEmpty() ? "set to another value" : after);
        }
    }
}
