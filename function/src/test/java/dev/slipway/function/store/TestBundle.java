package dev.slipway.function.store;

import dev.slipway.inference.manifest.Digest;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Limits;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ManifestJson;
import dev.slipway.inference.manifest.ModelDescription;
import dev.slipway.inference.manifest.ModelKeys;
import dev.slipway.inference.manifest.Postprocessing;
import dev.slipway.inference.session.OnnxModel;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A release as the deployer would push it: of any bytes, since the store does not look into them, or of a real bundle. */
public record TestBundle(Map<String, byte[]> files, Manifest manifest) {

    static TestBundle of(Map<String, byte[]> files) {
        var spec = new TensorSpec("x", Datatype.FP32, List.of(-1L, 2L));
        return new TestBundle(
                files,
                new Manifest(
                        Manifest.SCHEMA,
                        "penguins",
                        "a test",
                        entries(files),
                        "model.onnx",
                        null,
                        List.of(spec),
                        List.of(spec),
                        null,
                        new Postprocessing.Identity(),
                        new Limits(10),
                        null));
    }

    /** One of the project's own bundles. */
    public static TestBundle real(String name) throws IOException {
        Path folder =
                Path.of(System.getProperty("basedir", ".")).resolve("../models").resolve(name);
        ModelDescription description = describe(folder.resolve("model.yaml"));
        var files = new HashMap<String, byte[]>();
        for (String path : List.of(description.model(), description.golden())) {
            files.put(path, Files.readAllBytes(folder.resolve(path)));
        }
        try (OnnxModel graph = OnnxModel.load(folder.resolve(description.model()))) {
            return new TestBundle(
                    files,
                    new Manifest(
                            Manifest.SCHEMA,
                            description.name(),
                            description.description(),
                            entries(files),
                            description.model(),
                            description.golden(),
                            graph.inputs(),
                            graph.outputs(),
                            description.preprocessing(),
                            description.postprocessing(),
                            description.limits(),
                            null));
        }
    }

    /** The same release with another content of one file, or one more. */
    public TestBundle with(String path, byte[] content) {
        var changed = new HashMap<>(files);
        changed.put(path, content);
        return of(changed, manifest);
    }

    /** The same release with a file under another path. */
    public TestBundle renamed(String from, String to) {
        var changed = new HashMap<>(files);
        changed.put(to, changed.remove(from));
        return of(changed, manifest);
    }

    private static TestBundle of(Map<String, byte[]> changed, Manifest manifest) {
        return new TestBundle(
                changed,
                new Manifest(
                        manifest.schema(),
                        manifest.model(),
                        manifest.description(),
                        entries(changed),
                        manifest.modelFile(),
                        manifest.goldenFile(),
                        manifest.inputs(),
                        manifest.outputs(),
                        manifest.preprocessing(),
                        manifest.postprocessing(),
                        manifest.limits(),
                        null));
    }

    @SuppressWarnings("unchecked") // a YAML document's keys are texts here
    private static ModelDescription describe(Path yaml) throws IOException {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(yaml));
        return ModelDescription.of((Map<String, Object>) tree);
    }

    private static List<FileEntry> entries(Map<String, byte[]> files) {
        var entries = new ArrayList<FileEntry>();
        new TreeMap<>(files)
                .forEach((path, bytes) -> entries.add(new FileEntry(path, bytes.length, Digest.sha256(bytes))));
        return entries;
    }

    public byte[] manifestBytes() {
        return ManifestJson.write(manifest);
    }

    public String blobKey(String path) {
        return ModelKeys.blob(
                manifest.model(), manifest.file(path).orElseThrow().sha256());
    }

    public ReleaseReference release() {
        return new ReleaseReference(
                manifest.model(), ModelKeys.manifest(manifest.model(), manifest.digest()), manifest.digest());
    }

    public void pushTo(FakeS3 s3) {
        s3.put(release().manifestKey(), manifestBytes());
        files.forEach((path, bytes) -> s3.put(blobKey(path), bytes));
    }
}
