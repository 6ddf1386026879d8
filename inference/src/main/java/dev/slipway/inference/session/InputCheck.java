package dev.slipway.inference.session;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.Tensor;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what came with what the graph declares, before ONNX Runtime sees any of it. */
final class InputCheck {
    private final List<TensorSpec> expected;

    InputCheck(List<TensorSpec> expected) {
        this.expected = expected;
    }

    /** Throws with every input that is missing, unknown, or of another datatype or shape. */
    void check(List<Tensor> given) {
        List<String> problems = new ArrayList<>(0);
        for (TensorSpec spec : expected) {
            Tensor tensor = named(given, spec.name());
            if (tensor == null) {
                problems.add("input '" + spec.name() + "' is missing; expected " + spec.describe());
            } else {
                compare(spec, tensor, problems);
            }
        }
        if (given.size() > expected.size() || problems.size() > expected.size() - given.size()) {
            unknown(given, problems);
        }
        if (!problems.isEmpty()) {
            throw InferenceException.of(Category.BAD_REQUEST, "the inputs do not fit the model", problems);
        }
    }

    private void compare(TensorSpec spec, Tensor tensor, List<String> problems) {
        // An empty shape may be one that the graph leaves open: ONNX Runtime knows, and refuses by itself.
        boolean fits = spec.shape().isEmpty() || spec.accepts(tensor.shape());
        if (tensor.datatype() != spec.datatype() || !fits) {
            problems.add("input '" + spec.name() + "' is " + tensor.describe() + "; expected " + spec.describe());
        } else if (tensor.datatype() == Datatype.BYTES
                && Arrays.asList(tensor.texts()).contains(null)) {
            problems.add("input '" + spec.name() + "' holds null, which stands for no text");
        }
    }

    private void unknown(List<Tensor> given, List<String> problems) {
        for (Tensor tensor : given) {
            if (expected.stream().noneMatch(spec -> spec.name().equals(tensor.name()))) {
                String names = expected.stream().map(TensorSpec::name).collect(Collectors.joining(", "));
                problems.add("input '" + tensor.name() + "' is not known; the model takes " + names);
            }
        }
    }

    private static @Nullable Tensor named(List<Tensor> tensors, String name) {
        for (Tensor tensor : tensors) {
            if (tensor.name().equals(name)) {
                return tensor;
            }
        }
        return null;
    }
}
