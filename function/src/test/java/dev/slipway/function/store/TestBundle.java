package dev.slipway.function.store;

import dev.slipway.inference.manifest.Digest;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Limits;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ManifestJson;
import dev.slipway.inference.manifest.ModelKeys;
import dev.slipway.inference.manifest.Postprocessing;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A release whose files are any bytes: the store does not look into them. */
record TestBundle(Map<String, byte[]> files, Manifest manifest) {
    static final String MODEL = "penguins";

    static TestBundle of(Map<String, byte[]> files) {
        var entries = new ArrayList<FileEntry>();
        new TreeMap<>(files)
                .forEach((path, bytes) -> entries.add(new FileEntry(path, bytes.length, Digest.sha256(bytes))));
        var spec = new TensorSpec("x", Datatype.FP32, List.of(-1L, 2L));
        return new TestBundle(
                files,
                new Manifest(
                        Manifest.SCHEMA,
                        MODEL,
                        "a test",
                        entries,
                        "model.onnx",
                        null,
                        List.of(spec),
                        List.of(spec),
                        null,
                        new Postprocessing.Identity(),
                        new Limits(10),
                        null));
    }

    byte[] manifestBytes() {
        return ManifestJson.write(manifest);
    }

    String blobKey(String path) {
        return ModelKeys.blob(MODEL, manifest.file(path).orElseThrow().sha256());
    }

    ReleaseReference release() {
        return new ReleaseReference(MODEL, ModelKeys.manifest(MODEL, manifest.digest()), manifest.digest());
    }

    void pushTo(FakeS3 s3) {
        s3.put(release().manifestKey(), manifestBytes());
        files.forEach((path, bytes) -> s3.put(blobKey(path), bytes));
    }
}
