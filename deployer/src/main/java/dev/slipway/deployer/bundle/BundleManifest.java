package dev.slipway.deployer.bundle;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.inspect.ModelSignature;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ModelDescription;
import dev.slipway.inference.manifest.Validation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a bundle's manifest: the same files and the same verdict give the same bytes. */
public final class BundleManifest {
    private BundleManifest() {}

    /**
     * Digests the files and pins them.
     *
     * @param signature what the graph itself says
     * @param validation null before there is one
     */
    public static Manifest of(Bundle bundle, ModelSignature signature, @Nullable Validation validation) {
        ModelDescription description = bundle.description();
        BundleFiles files = new BundleFiles(bundle.folder());
        List<String> paths = paths(bundle, signature);
        List<String> problems =
                paths.stream().flatMap(path -> files.problem(path).stream()).toList();
        if (!problems.isEmpty()) {
            throw refused(bundle, problems, null);
        }
        try {
            return new Manifest(
                    Manifest.SCHEMA,
                    description.name(),
                    description.description(),
                    paths.stream().map(files::entry).toList(),
                    description.model(),
                    description.golden(),
                    signature.inputs(),
                    signature.outputs(),
                    description.preprocessing(),
                    description.postprocessing(),
                    description.limits(),
                    validation);
        } catch (InferenceException e) {
            throw refused(bundle, e.problems(), e);
        } catch (IllegalArgumentException e) {
            throw refused(bundle, List.of(String.valueOf(e.getMessage())), e);
        }
    }

    /** The manifest with what was found out about its model. */
    public static Manifest with(Manifest manifest, Validation validation) {
        return new Manifest(
                manifest.schema(),
                manifest.model(),
                manifest.description(),
                manifest.files(),
                manifest.modelFile(),
                manifest.goldenFile(),
                manifest.inputs(),
                manifest.outputs(),
                manifest.preprocessing(),
                manifest.postprocessing(),
                manifest.limits(),
                validation);
    }

    /** External data is named relative to the graph's folder; a manifest's paths are relative to the bundle's. */
    private static List<String> paths(Bundle bundle, ModelSignature signature) {
        String model = bundle.description().model();
        String folder = model.substring(0, model.lastIndexOf('/') + 1);
        List<String> paths = new ArrayList<>();
        paths.add(model);
        paths.add(bundle.description().golden());
        signature.externalData().forEach(path -> paths.add(folder + path));
        return paths.stream().distinct().toList();
    }

    private static SlipwayException refused(Bundle bundle, List<String> problems, @Nullable Exception cause) {
        String happened = "the model " + bundle.modelFile() + " and " + Bundle.DESCRIPTION + " do not fit:\n  - "
                + String.join("\n  - ", problems);
        String next = "correct " + Bundle.DESCRIPTION + " or the model";
        return cause == null
                ? new SlipwayException(ExitCode.REFUSED, happened, next)
                : new SlipwayException(ExitCode.REFUSED, happened, next, cause);
    }
}
