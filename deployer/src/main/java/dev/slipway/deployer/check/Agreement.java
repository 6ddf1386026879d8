package dev.slipway.deployer.check;

import dev.slipway.inference.inspect.ModelSignature;
import dev.slipway.inference.manifest.ModelDescription;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the tensors that model.yaml names are those of the graph. */
final class Agreement {
    private Agreement() {}

    /** Every disagreement; empty when there is none, or nothing was described. */
    static List<String> of(ModelDescription description, ModelSignature signature) {
        List<String> found = new ArrayList<>();
        compare("input", description.inputs(), signature.inputs(), found);
        compare("output", description.outputs(), signature.outputs(), found);
        return found;
    }

    private static void compare(String kind, List<TensorSpec> described, List<TensorSpec> graph, List<String> found) {
        for (TensorSpec spec : described) {
            graph.stream()
                    .filter(tensor -> tensor.name().equals(spec.name()))
                    .findFirst()
                    .ifPresentOrElse(
                            tensor -> compare(kind, spec, tensor, found),
                            () -> found.add("the graph has no " + kind + " '" + spec.name() + "'; it has "
                                    + graph.stream().map(TensorSpec::name).collect(Collectors.joining(", "))));
        }
        // Outputs may be left out of a description, inputs not: every one must be fed.
        boolean every = kind.equals("input") && !described.isEmpty();
        graph.stream()
                .filter(tensor -> every
                        && described.stream().noneMatch(spec -> spec.name().equals(tensor.name())))
                .forEach(tensor -> found.add("the graph's " + kind + " '" + tensor.name() + "' is not described"));
    }

    private static void compare(String kind, TensorSpec described, TensorSpec graph, List<String> found) {
        if (described.datatype() != graph.datatype() || !fits(described.shape(), graph.shape())) {
            found.add(kind + " '" + described.name() + "' is described as " + described.describe()
                    + ", but the graph's is " + graph.describe());
        }
    }

    private static boolean fits(List<Long> described, List<Long> graph) {
        if (described.size() != graph.size()) {
            return false;
        }
        for (int i = 0; i < described.size(); i++) {
            boolean variable = described.get(i) == TensorSpec.ANY || graph.get(i) == TensorSpec.ANY;
            if (!variable && !described.get(i).equals(graph.get(i))) {
                return false;
            }
        }
        return true;
    }
}
