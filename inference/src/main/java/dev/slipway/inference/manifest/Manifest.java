package dev.slipway.inference.manifest;

import dev.slipway.inference.tensor.TensorSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a release pins: every file of a bundle by its digest, and how to feed the graph. Immutable; its own digest is the
 * model's identity.
 *
 * @param schema {@link #SCHEMA}
 * @param files in the order of their paths
 * @param modelFile path of the graph, one of {@code files}
 * @param goldenFile path of the golden cases, one of {@code files}; null: none
 * @param inputs the graph's own inputs
 * @param outputs the graph's own outputs
 * @param preprocessing null: the request's tensors are the graph's inputs
 */
public record Manifest(
        int schema,
        String model,
        String description,
        List<FileEntry> files,
        String modelFile,
        @Nullable String goldenFile,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        @Nullable Preprocessing preprocessing,
        Postprocessing postprocessing,
        Limits limits,
        @Nullable Validation validation) {
    public static final int SCHEMA = 1;

    public Manifest {
        files = files.stream().sorted(Comparator.comparing(FileEntry::path)).toList();
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        new ManifestRules(schema, model)
                .files(files, modelFile, goldenFile)
                .inputs(inputs, preprocessing)
                .outputs(outputs, postprocessing)
                .refuse();
    }

    /** SHA-256 of the canonical bytes: 64 lower-case hexadecimal digits. */
    public String digest() {
        return Digest.sha256(ManifestJson.write(this));
    }

    /** The file at that path. */
    public Optional<FileEntry> file(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    /** What a request must send: the named features, or the graph's inputs. */
    public List<TensorSpec> requestInputs() {
        return Signature.requestInputs(this);
    }

    /** What a response holds: the classification's outputs, or the graph's. */
    public List<TensorSpec> responseOutputs() {
        return Signature.responseOutputs(this);
    }
}
