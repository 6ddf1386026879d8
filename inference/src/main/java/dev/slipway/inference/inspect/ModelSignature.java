package dev.slipway.inference.inspect;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.json.Fields;
import dev.slipway.inference.json.JsonTree;
import dev.slipway.inference.manifest.TensorReader;
import dev.slipway.inference.session.OnnxModel;
import dev.slipway.inference.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an .onnx file says about itself.
 *
 * @param opsets operator set versions by domain; the standard's domain is {@code ai.onnx}
 * @param externalData paths of the files with the graph's weights, relative to the graph's folder
 * @param runtime version of the ONNX Runtime that loaded it
 */
public record ModelSignature(
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        long irVersion,
        Map<String, Long> opsets,
        String producer,
        List<String> externalData,
        String runtime) {
    public ModelSignature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        opsets = Collections.unmodifiableMap(new TreeMap<>(opsets));
        externalData = List.copyOf(externalData);
    }

    /**
     * Opens the file with ONNX Runtime. A hostile file can take the whole JVM down: use a child process
     * ({@link InspectMain}) for files that are not one's own.
     *
     * @throws InferenceException MODEL saying what is wrong with the file and what to do
     */
    public static ModelSignature of(Path file) {
        FileKind.refuseOthers(file);
        ModelScan scan = ModelScan.of(file);
        try (OnnxModel model = OnnxModel.load(file)) {
            return new ModelSignature(
                    model.inputs(),
                    model.outputs(),
                    scan.irVersion(),
                    scan.opsets(),
                    scan.producer(),
                    List.copyOf(scan.externalData()),
                    model.runtime());
        }
    }

    /** As {@link InspectMain} prints it, UTF-8. */
    public byte[] json() {
        return JsonTree.write(Map.of(
                "inputs", TensorReader.trees(inputs),
                "outputs", TensorReader.trees(outputs),
                "ir_version", irVersion,
                "opsets", opsets,
                "producer", producer,
                "external_data", externalData,
                "runtime", runtime));
    }

    /**
     * Reads what {@link InspectMain} printed.
     *
     * @throws InferenceException MODEL with its error, when it printed one
     */
    public static ModelSignature parse(byte[] json) {
        List<String> problems = new ArrayList<>();
        Fields document = Fields.root(JsonTree.read("the inspection's answer", json), problems);
        String error = document.textOrNull("error");
        if (error != null) {
            throw new InferenceException(Category.MODEL, error);
        }
        ModelSignature signature = new ModelSignature(
                TensorReader.tensors(document, "inputs"),
                TensorReader.tensors(document, "outputs"),
                document.integer("ir_version", 0),
                opsets(document.mapping("opsets")),
                document.text("producer", ""),
                document.texts("external_data"),
                document.text("runtime"));
        if (!problems.isEmpty()) {
            throw InferenceException.of(Category.MODEL, "the inspection's answer", problems);
        }
        return signature;
    }

    private static Map<String, Long> opsets(@Nullable Fields domains) {
        Map<String, Long> opsets = new TreeMap<>();
        if (domains != null) {
            domains.keys().forEach(domain -> opsets.put(domain, domains.integer(domain, 0)));
        }
        return opsets;
    }
}
