package dev.slipway.deployer.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.manifest.Evaluation;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.TensorSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads an evaluation set row by row, .csv or .jsonl; never the whole file at once. */
final class EvaluationRows {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Evaluation evaluation;
    private final List<TensorSpec> inputs;

    EvaluationRows(Evaluation evaluation, List<TensorSpec> inputs) {
        this.evaluation = evaluation;
        this.inputs = inputs;
    }

    /** @throws InferenceException BAD_REQUEST when it is no such set, saying where */
    void forEach(Path file, Consumer<EvaluationRow> each) {
        try {
            if (file.toString().endsWith(".jsonl")) {
                readLines(file, each);
            } else {
                readTable(file, each);
            }
        } catch (IOException | UncheckedIOException e) {
            throw refused(file, "cannot be read: " + e.getMessage());
        }
    }

    private void readTable(Path file, Consumer<EvaluationRow> each) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .get();
        try (BufferedReader reader = Files.newBufferedReader(file);
                CSVParser table = table(file, format, reader)) {
            List<String> columns = table.getHeaderNames();
            if (!columns.contains(evaluation.target())) {
                throw refused(
                        file, "has no column '" + evaluation.target() + "', which model.yaml names as the target");
            }
            List<TensorSpec> fed = inputs.stream()
                    .filter(input -> columns.contains(input.name()))
                    .toList();
            if (fed.isEmpty()) {
                throw refused(
                        file,
                        "has no column for any input of the model ("
                                + String.join(
                                        ", ",
                                        inputs.stream().map(TensorSpec::name).toList())
                                + "); a model that takes whole tensors is evaluated with .jsonl");
            }
            // Not the number of names: a column without one has a place all the same.
            int width = Collections.max(table.getHeaderMap().values()) + 1;
            for (CSVRecord row : table) {
                if (!row.isConsistent() || row.size() < width) {
                    throw refused(
                            file, "has another number of values than columns in line " + table.getCurrentLineNumber());
                }
                each.accept(row(file, table.getCurrentLineNumber(), row, fed));
            }
        }
    }

    private static CSVParser table(Path file, CSVFormat format, BufferedReader reader) throws IOException {
        try {
            return format.parse(reader);
        } catch (IllegalArgumentException e) {
            // Two columns of one name, or one without.
            throw refused(file, "has no header that can be read: " + e.getMessage());
        }
    }

    private EvaluationRow row(Path file, long line, CSVRecord row, List<TensorSpec> fed) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (TensorSpec input : fed) {
            values.put(input.name(), value(file, line, input, row.get(input.name())));
        }
        return new EvaluationRow(values, row.get(evaluation.target()));
    }

    private static JsonNode value(Path file, long line, TensorSpec input, String text) {
        if (text.isEmpty()) {
            return NODES.nullNode();
        }
        if (input.datatype() == Datatype.BYTES) {
            return NODES.textNode(text);
        }
        if (input.datatype() == Datatype.BOOL) {
            return NODES.booleanNode(text.equalsIgnoreCase("true") || text.equals("1"));
        }
        try {
            return input.datatype().isInteger()
                    ? NODES.numberNode(Long.parseLong(text))
                    : NODES.numberNode(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw refused(file, "has no number for '" + input.name() + "' in line " + line + ": " + text);
        }
    }

    private void readLines(Path file, Consumer<EvaluationRow> each) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                JsonNode row = json.readTree(line);
                JsonNode target = row.path(evaluation.target().isEmpty() ? "target" : evaluation.target());
                JsonNode truth = target.isMissingNode() ? row.path("target") : target;
                if (!row.path("inputs").isObject() || !truth.isValueNode()) {
                    throw refused(file, "has no object 'inputs' or no 'target' in line " + number);
                }
                Map<String, JsonNode> values = new LinkedHashMap<>();
                row.path("inputs").properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
                each.accept(new EvaluationRow(values, truth.asText()));
            }
        }
    }

    static InferenceException refused(Path file, String problem) {
        return InferenceException.badRequest("the evaluation set " + file.getFileName() + " " + problem);
    }
}
