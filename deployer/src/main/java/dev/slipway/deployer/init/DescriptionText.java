package dev.slipway.deployer.init;

import dev.slipway.inference.inspect.ModelSignature;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.List;
import java.util.stream.Collectors;

/** The first model.yaml of a model: what the graph says, and in comments what an author may add. */
final class DescriptionText {
    private DescriptionText() {}

    static String of(String name, ModelSignature signature) {
        return """
                name: %s
                description: What it predicts, from what
                limits: {max_batch: 1000}

                # The graph's own tensors; check compares them with the file.
                inputs:
                %s
                outputs:
                %s

                # Named features instead of tensors, in a request and in the evaluation set:
                # preprocess:
                #   features:
                #     - {name: age, type: number, impute: 40, scale: {mean: 40, std: 12}}
                #     - {name: colour, type: category, categories: [red, blue], encode: one-hot, unknown: error}
                #   tensors:
                #     - {input: %s, features: [age, colour]}

                # Labels instead of probabilities, in the response:
                # postprocess:
                #   classify: {output: %s, softmax: false, labels: [no, yes]}

                # How good it must be to be deployed (a .csv with a column a feature, or a .jsonl):
                # evaluate:
                #   data: evaluation.csv
                #   target: truth
                #   metric: accuracy        # accuracy | mae | rmse | r2
                #   threshold: 0.9
                """.formatted(
                        name,
                        list(signature.inputs()),
                        list(signature.outputs()),
                        first(signature.inputs()),
                        first(signature.outputs()));
    }

    private static String list(List<TensorSpec> specs) {
        return specs.stream()
                .map(spec -> "  - {name: " + quoted(spec.name()) + ", datatype: " + spec.datatype() + ", shape: "
                        + spec.shape() + "}")
                .collect(Collectors.joining("\n"));
    }

    private static String first(List<TensorSpec> specs) {
        return specs.isEmpty() ? "name" : quoted(specs.get(0).name());
    }

    /** Names of tensors may hold anything that YAML means something by. */
    private static String quoted(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*")
                ? name
                : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
