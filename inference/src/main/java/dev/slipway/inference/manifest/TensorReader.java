package dev.slipway.inference.manifest;

import dev.slipway.inference.json.Fields;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.Shapes;
import dev.slipway.inference.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes lists of tensors: {@code {name, datatype, shape}}, as the protocol has them. */
public final class TensorReader {

    private TensorReader() {}

    /** The tensors below a key; faulty ones are noted and left out. */
    public static List<TensorSpec> tensors(Fields document, String key) {
        List<TensorSpec> tensors = new ArrayList<>();
        for (Fields fields : document.mappings(key)) {
            String name = fields.text("name");
            String datatype = fields.text("datatype");
            Optional<Datatype> type = Datatype.named(datatype);
            if (type.isEmpty() && !datatype.isEmpty()) {
                fields.problem("datatype", "must be one of " + Datatype.names());
            }
            if (!fields.has("shape")) {
                fields.problem("shape", "is missing; write -1 for a dimension that varies");
            }
            List<Long> shape = fields.integers("shape");
            boolean sound =
                    shape.size() <= Shapes.MOST_DIMENSIONS && shape.stream().allMatch(size -> size >= TensorSpec.ANY);
            if (!sound) {
                fields.problem("shape", "must have at most " + Shapes.MOST_DIMENSIONS + " dimensions of -1 or more");
            }
            fields.end();
            if (sound) {
                type.ifPresent(known -> tensors.add(new TensorSpec(name, known, shape)));
            }
        }
        return tensors;
    }

    /** The tensors as trees. */
    public static List<Map<String, Object>> trees(List<TensorSpec> tensors) {
        return tensors.stream().map(TensorReader::tree).toList();
    }

    private static Map<String, Object> tree(TensorSpec tensor) {
        return Map.of("name", tensor.name(), "datatype", tensor.datatype().name(), "shape", tensor.shape());
    }
}
