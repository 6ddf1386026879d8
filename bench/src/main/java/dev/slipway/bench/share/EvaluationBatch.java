package dev.slipway.bench.share;

import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The first rows of a bundle's evaluation set (a table without quoted values) as one request. */
public final class EvaluationBatch {
    private EvaluationBatch() {}

    /** The body of an inference request, one tensor a feature. */
    public static String request(Path table, List<TensorSpec> inputs, int rows) throws IOException {
        List<String> lines = Files.readAllLines(table);
        List<String> columns = List.of(lines.get(0).split(",", -1));
        var tensors = new ArrayList<String>();
        for (TensorSpec input : inputs) {
            int column = columns.indexOf(input.name());
            var values = new ArrayList<String>();
            for (int row = 0; row < rows; row++) {
                String cell = lines.get(1 + row % (lines.size() - 1)).split(",", -1)[column];
                values.add(value(cell, input.datatype()));
            }
            tensors.add("{\"name\":\"" + input.name() + "\",\"shape\":[" + rows + "],\"datatype\":\"" + input.datatype()
                    + "\",\"data\":[" + String.join(",", values) + "]}");
        }
        return "{\"inputs\":[" + String.join(",", tensors) + "]}";
    }

    private static String value(String cell, Datatype datatype) {
        if (cell.isEmpty()) {
            return "null";
        }
        return datatype == Datatype.BYTES ? "\"" + cell + "\"" : cell;
    }
}
