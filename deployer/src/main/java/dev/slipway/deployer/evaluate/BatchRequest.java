package dev.slipway.deployer.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.inference.tensor.TensorSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Rows of an evaluation set as one request, the same that a client would send. */
final class BatchRequest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BatchRequest() {}

    static byte[] of(List<TensorSpec> inputs, List<EvaluationRow> rows) {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode tensors = request.putArray("inputs");
        for (TensorSpec input : inputs) {
            // A feature with a default may have no column.
            if (rows.get(0).inputs().containsKey(input.name())) {
                tensors.add(tensor(input, rows));
            }
        }
        try {
            return JSON.writeValueAsBytes(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode tensor(TensorSpec input, List<EvaluationRow> rows) {
        ObjectNode tensor = JSON.createObjectNode();
        tensor.put("name", input.name());
        tensor.put("datatype", input.datatype().name());
        ArrayNode shape = tensor.putArray("shape");
        ArrayNode data = tensor.putArray("data");
        for (EvaluationRow row : rows) {
            data.add(withoutBatch(input, row.inputs().getOrDefault(input.name(), JSON.nullNode())));
        }
        shape.add(rows.size());
        for (JsonNode at = data.get(0); at != null && at.isArray(); at = at.get(0)) {
            shape.add(at.size());
        }
        return tensor;
    }

    /** A row may be written as a batch of one, with as many dimensions as the input has. */
    private static JsonNode withoutBatch(TensorSpec input, JsonNode value) {
        int depth = 0;
        for (JsonNode at = value; at != null && at.isArray(); at = at.get(0)) {
            depth++;
        }
        boolean batchOfOne = depth > 0
                && depth == input.shape().size()
                && value.size() == 1
                && input.shape().get(0) <= 1;
        JsonNode first = value.get(0);
        return batchOfOne && first != null ? first : value;
    }
}
