package dev.slipway.deployer.diff;

import dev.slipway.deployer.ledger.Release;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.Preprocessing;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares two releases part by part. */
public final class ReleaseDiff {
    private static final int SHORT = 12;

    private final List<Difference> found = new ArrayList<>();

    private ReleaseDiff() {}

    public static List<Difference> between(Release from, Manifest fromModel, Release to, Manifest toModel) {
        ReleaseDiff diff = new ReleaseDiff();
        diff.compare("file ", files(fromModel), files(toModel));
        diff.compare("size", size(fromModel), size(toModel));
        diff.compare("takes ", tensors(fromModel.requestInputs()), tensors(toModel.requestInputs()));
        diff.compare("answers ", tensors(fromModel.responseOutputs()), tensors(toModel.responseOutputs()));
        diff.compare("graph input ", tensors(fromModel.inputs()), tensors(toModel.inputs()));
        diff.compare("graph output ", tensors(fromModel.outputs()), tensors(toModel.outputs()));
        diff.compare("preprocess ", preprocessing(fromModel), preprocessing(toModel));
        diff.compare(
                "postprocess",
                fromModel.postprocessing().toString(),
                toModel.postprocessing().toString());
        diff.compare(
                "max_batch",
                Integer.toString(fromModel.limits().maxBatch()),
                Integer.toString(toModel.limits().maxBatch()));
        diff.compare("evaluation", score(from), score(to));
        diff.compare("code", from.codeSha256(), to.codeSha256());
        diff.compare("configuration ", configuration(from), configuration(to));
        return List.copyOf(diff.found);
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
            preprocessing.features().forEach(feature -> parts.put(feature.name(), feature.toString()));
            preprocessing
                    .tensors()
                    .forEach(tensor -> parts.put("into " + tensor.input(), String.join(", ", tensor.features())));
        }
        return parts;
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
}
