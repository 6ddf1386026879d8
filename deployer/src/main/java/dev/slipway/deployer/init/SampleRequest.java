package dev.slipway.deployer.init;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.List;
import java.util.Random;

/** A request with values from a seed: the same model gets the same sample, everywhere. */
final class SampleRequest {
    private static final long SEED = 42;
    private static final int BIGGEST = 5_000_000;

    private final List<TensorSpec> inputs;
    private final Random random = new Random(SEED);

    SampleRequest(List<TensorSpec> inputs) {
        this.inputs = inputs;
    }

    ObjectNode make() {
        ObjectNode request = new ObjectMapper().createObjectNode();
        ArrayNode tensors = request.putArray("inputs");
        inputs.forEach(input -> fill(input, tensors.addObject()));
        return request;
    }

    private void fill(TensorSpec input, ObjectNode tensor) {
        tensor.put("name", input.name());
        tensor.put("datatype", input.datatype().name());
        ArrayNode shape = tensor.putArray("shape");
        long elements = 1;
        for (long dimension : input.shape()) {
            // One row, one step: any size is right where the graph leaves it open.
            long size = dimension == TensorSpec.ANY ? 1 : dimension;
            shape.add(size);
            elements *= size;
        }
        if (elements > BIGGEST) {
            throw InferenceException.badRequest(
                    "the input '" + input.name() + "' has " + elements + " elements, too many for a sample");
        }
        ArrayNode data = tensor.putArray("data");
        for (int i = 0; i < elements; i++) {
            add(input, data);
        }
    }

    private void add(TensorSpec input, ArrayNode data) {
        switch (input.datatype()) {
            case BYTES -> data.add("sample");
            case BOOL -> data.add(random.nextBoolean());
            case FP16, FP32, FP64 -> data.add(Math.round(random.nextDouble() * 1000) / 1000.0);
            // Small ones: they are often indices into a table of the graph.
            default -> data.add(random.nextInt(2));
        }
    }
}
