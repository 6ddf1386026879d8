package dev.slipway.inference;

import dev.slipway.inference.json.JsonTree;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ModelDescription;
import dev.slipway.inference.pipeline.ServingModel;
import dev.slipway.inference.protocol.Identity;
import dev.slipway.inference.session.OnnxModel;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The tiny graphs of src/test/resources/models, with manifests made around them. */
public final class TestModels {
    public static final Identity IDENTITY = new Identity("tiny", "7", "made-up");
    public static final String NO_TRANSFORM = "{}";

    private TestModels() {}

    public static Path folder() {
        try {
            return Path.of(TestModels.class.getResource("/models").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Path path(String name) {
        return folder().resolve(name + ".onnx");
    }

    /** @param json what model.yaml says besides the name */
    public static ModelDescription description(String json) {
        Map<String, Object> tree = new HashMap<>(Map.of("name", "tiny"));
        if (JsonTree.read("test", bytes(json)) instanceof Map<?, ?> given) {
            given.forEach((key, value) -> tree.put(String.valueOf(key), Objects.requireNonNull(value)));
        }
        return ModelDescription.of(tree);
    }

    public static Manifest manifest(String name, String json) {
        ModelDescription description = description(json);
        try (OnnxModel model = OnnxModel.load(path(name), 1)) {
            FileEntry file = new FileEntry(name + ".onnx", 1, "0".repeat(64));
            return new Manifest(
                    Manifest.SCHEMA,
                    "tiny",
                    "",
                    List.of(file),
                    file.path(),
                    null,
                    model.inputs(),
                    model.outputs(),
                    description.preprocessing(),
                    description.postprocessing(),
                    description.limits(),
                    null);
        }
    }

    public static ServingModel open(String name, String json) {
        return ServingModel.open(manifest(name, json), folder());
    }

    public static String predict(ServingModel model, String body) {
        return new String(model.predict(bytes(body), IDENTITY), StandardCharsets.UTF_8);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
