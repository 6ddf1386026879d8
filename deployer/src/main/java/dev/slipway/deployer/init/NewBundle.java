package dev.slipway.deployer.init;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.bundle.BundleManifest;
import dev.slipway.deployer.check.CheckBundle;
import dev.slipway.deployer.check.ManifestFile;
import dev.slipway.deployer.child.ChildLimits;
import dev.slipway.deployer.child.ModelProcess;
import dev.slipway.inference.inspect.ModelSignature;
import dev.slipway.inference.manifest.BundlePath;
import dev.slipway.inference.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a bundle around a model: copies it, describes what the graph says, and records its answer to a sample. */
public final class NewBundle {
    private static final String MODEL = "model.onnx";
    private static final String GOLDEN = "golden.json";

    private final Path source;
    private final String name;
    private final Path folder;

    public NewBundle(Path source, String name, Path folder) {
        this.source = source;
        this.name = name;
        this.folder = folder;
    }

    /** Writes the bundle; nothing that is there is overwritten. */
    public ModelSignature write() {
        refuseWhatIsThere();
        ModelSignature signature = CheckBundle.signature(source);
        try {
            Files.createDirectories(folder);
            copy(source, MODEL);
            for (String data : signature.externalData()) {
                if (BundlePath.problem(data).isPresent()) {
                    throw refused(source + " keeps its weights in '" + data + "', outside of its folder");
                }
                copy(source.toAbsolutePath().resolveSibling(data), data);
            }
            // First without answers, so that the bundle can be read; then with the model's own.
            Files.writeString(folder.resolve(GOLDEN), "[]\n");
            Files.writeString(folder.resolve(Bundle.DESCRIPTION), DescriptionText.of(name, signature));
            Files.write(folder.resolve(GOLDEN), golden(signature));
            return signature;
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.FAILED, "cannot write the bundle " + folder + ": " + e, "make the folder writable", e);
        }
    }

    private void refuseWhatIsThere() {
        List<String> there = new ArrayList<>();
        for (String file : List.of(Bundle.DESCRIPTION, MODEL, GOLDEN)) {
            Path path = folder.resolve(file);
            boolean itself = path.toAbsolutePath()
                    .normalize()
                    .equals(source.toAbsolutePath().normalize());
            if (Files.exists(path) && !itself) {
                there.add(file);
            }
        }
        if (!there.isEmpty()) {
            throw refused(folder + " has " + String.join(", ", there) + " already");
        }
    }

    private static SlipwayException refused(String happened) {
        return new SlipwayException(
                ExitCode.USAGE, happened + "; nothing was overwritten", "name another folder with --dir");
    }

    private void copy(Path from, String to) throws IOException {
        Path target = folder.resolve(to);
        if (!target.toAbsolutePath().normalize().equals(from.toAbsolutePath().normalize())) {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.copy(from, target);
        }
    }

    private byte[] golden(ModelSignature signature) throws IOException {
        Bundle bundle = Bundle.read(folder);
        Manifest manifest = BundleManifest.of(bundle, signature, null);
        ChildLimits limits = ChildLimits.forModel(Files.size(source));
        return ManifestFile.during(
                manifest,
                file -> new ModelProcess(SampleMain.class.getName(), limits)
                        .run(
                                "running a sample through",
                                bundle.modelFile(),
                                List.of(file.toString(), bundle.folder().toString())));
    }
}
