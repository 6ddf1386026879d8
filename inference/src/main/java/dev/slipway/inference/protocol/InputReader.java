package dev.slipway.inference.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.Shapes;
import dev.slipway.inference.tensor.Tensor;
import dev.slipway.inference.tensor.TensorMemory;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one of a request's inputs. Its fields come in any order: data that come before the shape and the datatype are
 * skipped, and parsed from the body once more when both are known.
 */
final class InputReader {

    private final JsonFactory factory;
    private final Body body;
    private final JsonParser parser;
    private final RequestRules rules;
    private final TensorMemory memory;
    private final int position;

    private @Nullable String name;
    private @Nullable Datatype datatype;
    private long @Nullable [] shape;
    private @Nullable Tensor tensor;
    private int dataStart = -1;
    private int dataEnd;

    InputReader(
            JsonFactory factory, Body body, JsonParser parser, RequestRules rules, TensorMemory memory, int position) {
        this.factory = factory;
        this.body = body;
        this.parser = parser;
        this.rules = rules;
        this.memory = memory;
        this.position = position;
    }

    Tensor read() throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "name" -> name = text(field, value);
                case "datatype" -> datatype = datatype(text(field, value));
                case "shape" -> shape = shape(value);
                case "data" -> data(value);
                case "parameters" -> parameters(value);
                default -> parser.skipChildren();
            }
        }
        Tensor read = tensor == null ? deferred() : tensor;
        rules.check(read);
        return read;
    }

    private void data(JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            throw problem("data", "must be a list, nested or flat");
        }
        if (name != null && datatype != null && shape != null) {
            tensor = elements(parser, name, datatype, shape);
            return;
        }
        dataStart = body.position(parser) - 1;
        parser.skipChildren();
        dataEnd = body.position(parser);
    }

    private Tensor deferred() throws IOException {
        String knownName = required("name", name);
        Datatype knownType = required("datatype", datatype);
        long[] knownShape = required("shape", shape);
        if (dataStart < 0) {
            throw problem("data", "is missing");
        }
        try (JsonParser again = body.open(factory, dataStart, dataEnd)) {
            again.nextToken();
            return elements(again, knownName, knownType, knownShape);
        }
    }

    private Tensor elements(JsonParser from, String name, Datatype datatype, long[] shape) throws IOException {
        return new DataReader(from, name, datatype, shape, rules.missingTexts(), body.length()).read(memory);
    }

    private Datatype datatype(String text) {
        return Datatype.named(text).orElseThrow(() -> problem("datatype", "must be one of " + Datatype.names()));
    }

    private long[] shape(JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            throw problem("shape", "must be a list of whole numbers");
        }
        long[] dimensions = new long[Shapes.MOST_DIMENSIONS];
        int rank = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (rank == Shapes.MOST_DIMENSIONS) {
                throw problem("shape", "must have at most " + Shapes.MOST_DIMENSIONS + " dimensions");
            }
            dimensions[rank++] = dimension();
        }
        return Arrays.copyOf(dimensions, rank);
    }

    private long dimension() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                && parser.getLongValue() >= 0) {
            return parser.getLongValue();
        }
        throw problem("shape", "must be a list of whole numbers, 0 or more");
    }

    private void parameters(JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            if (parser.currentName().equals("binary_data_size")) {
                throw new InferenceException(
                        Category.UNSUPPORTED,
                        where("parameters.binary_data_size")
                                + ": binary tensor data are not supported; send 'data' as JSON");
            }
            parser.nextToken();
            parser.skipChildren();
        }
    }

    private String text(String field, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            throw problem(field, "must be a text");
        }
        return parser.getText();
    }

    private <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw problem(field, "is missing");
        }
        return value;
    }

    private InferenceException problem(String field, String message) {
        return InferenceException.badRequest(where(field) + ": " + message);
    }

    private String where(String field) {
        boolean known = name != null && rules.inputs().containsKey(name);
        return (known ? "input '" + name + "'" : "inputs[" + position + "]") + "." + field;
    }
}
