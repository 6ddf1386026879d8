package dev.slipway.deployer.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.bundle.BundleManifest;
import dev.slipway.deployer.child.ChildLimits;
import dev.slipway.deployer.child.ModelProcess;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.Printable;
import dev.slipway.inference.inspect.InspectMain;
import dev.slipway.inference.inspect.ModelSignature;
import dev.slipway.inference.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Opens a bundle's model in a child process, compares it with its description, and runs its golden cases. */
public final class CheckBundle {
    private CheckBundle() {}

    /**
     * Checks the bundle.
     *
     * @throws SlipwayException REFUSED with every disagreement at once
     */
    public static CheckedBundle check(Bundle bundle) {
        ModelSignature signature = signature(bundle.modelFile());
        List<String> disagreements = Agreement.of(bundle.description(), signature);
        if (!disagreements.isEmpty()) {
            throw new SlipwayException(
                    ExitCode.REFUSED,
                    "the model " + bundle.modelFile() + " is not the one that " + Bundle.DESCRIPTION
                            + " describes:\n  - " + String.join("\n  - ", disagreements),
                    "correct " + Bundle.DESCRIPTION + " (inputs and outputs may be left out there), or the model");
        }
        Manifest manifest = BundleManifest.of(bundle, signature, null);
        return new CheckedBundle(bundle, signature, manifest, goldenCases(bundle, manifest));
    }

    /** What an .onnx file says of itself, found out in a child process. */
    public static ModelSignature signature(Path model) {
        ChildLimits limits = ChildLimits.forModel(size(model));
        byte[] json = new ModelProcess(InspectMain.class.getName(), limits)
                .run("opening", model, List.of(model.toAbsolutePath().toString()));
        try {
            return ModelSignature.parse(json);
        } catch (InferenceException e) {
            throw new SlipwayException(
                    ExitCode.REFUSED,
                    "the model " + model + " is refused: " + e.getMessage(),
                    "export the model again from its training framework",
                    e);
        }
    }

    private static int goldenCases(Bundle bundle, Manifest manifest) {
        ChildLimits limits = ChildLimits.forModel(size(bundle.modelFile()));
        JsonNode outcome = json(ManifestFile.during(
                manifest,
                file -> new ModelProcess(GoldenMain.class.getName(), limits)
                        .run(
                                "running the golden cases on",
                                bundle.modelFile(),
                                List.of(file.toString(), bundle.folder().toString()))));
        List<String> mismatches = new ArrayList<>();
        outcome.path("mismatches").forEach(mismatch -> mismatches.add(mismatch.asText()));
        if (!mismatches.isEmpty()) {
            throw new SlipwayException(
                    ExitCode.REFUSED,
                    "the model " + bundle.modelFile() + " does not answer as " + bundle.goldenFile()
                            + " has recorded:\n  - "
                            + mismatches.stream().map(Printable::line).collect(Collectors.joining("\n  - ")),
                    "if the new answers are right, record them there; else find out why the model changed");
        }
        return outcome.path("cases").asInt();
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return new ObjectMapper().readTree(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("the child's answer is not JSON", e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.USAGE, "cannot read " + file + ": " + e, "name an .onnx file that is there", e);
        }
    }
}
