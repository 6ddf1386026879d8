package dev.slipway.inference.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.InferenceException.Category;
import dev.slipway.inference.tensor.MemoryPool;
import dev.slipway.inference.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one request from front to back. */
final class RequestReader {
    private final JsonFactory factory;
    private final Body body;
    private final JsonParser parser;
    private final RequestRules rules;
    private final MemoryPool.Lease memory;
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private @Nullable String id;

    RequestReader(JsonFactory factory, Body body, JsonParser parser, RequestRules rules, MemoryPool.Lease memory) {
        this.factory = factory;
        this.body = body;
        this.parser = parser;
        this.rules = rules;
        this.memory = memory;
    }

    InferenceRequest read() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw InferenceException.badRequest("the body must be a JSON object with the field 'inputs'");
        }
        boolean fed = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "id" -> id = id(value);
                case "inputs" -> {
                    fed = true;
                    inputs(value);
                }
                case "outputs" -> outputs(value);
                case "parameters" -> parameters("parameters", value);
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw InferenceException.badRequest("the body goes on after its end; it must be one JSON object");
        }
        if (!fed) {
            throw InferenceException.badRequest(
                    "the field 'inputs' is missing; it must list {name, shape, datatype, data}");
        }
        return new InferenceRequest(id, inputs, outputs, memory);
    }

    private @Nullable String id(JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return null;
        }
        if (value != JsonToken.VALUE_STRING) {
            throw InferenceException.badRequest("id: must be a text");
        }
        return parser.getText();
    }

    private void inputs(JsonToken value) throws IOException {
        objects("inputs", value);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            object("inputs[" + inputs.size() + "]");
            Tensor input = new InputReader(factory, body, parser, rules, memory, inputs.size()).read();
            for (Tensor earlier : inputs) {
                if (earlier.name().equals(input.name())) {
                    throw InferenceException.badRequest("input '" + input.name() + "' is there twice");
                }
            }
            inputs.add(input);
        }
    }

    private void outputs(JsonToken value) throws IOException {
        objects("outputs", value);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String where = "outputs[" + outputs.size() + "]";
            object(where);
            String name = output(where);
            rules.checkOutput(name);
            if (outputs.contains(name)) {
                throw InferenceException.badRequest("output '" + name + "' is asked for twice");
            }
            outputs.add(name);
        }
    }

    private String output(String where) throws IOException {
        String name = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("name") && value == JsonToken.VALUE_STRING) {
                name = parser.getText();
            } else if (field.equals("parameters")) {
                parameters(where + ".parameters", value);
            } else {
                parser.skipChildren();
            }
        }
        if (name == null) {
            throw InferenceException.badRequest(where + ".name: must be a text");
        }
        return name;
    }

    /** Parameters are hints, which JSON answers ignore; only the one that would change the answer is refused. */
    private void parameters(String where, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        if (value != JsonToken.START_OBJECT) {
            throw InferenceException.badRequest(where + ": must be an object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            if (parser.currentName().equals("classification")) {
                throw new InferenceException(
                        Category.UNSUPPORTED,
                        where + ".classification: not supported; declare postprocess.classify in model.yaml");
            }
            if (!parser.nextToken().isScalarValue()) {
                throw InferenceException.badRequest(where + ": values must be texts, numbers or booleans");
            }
        }
    }

    private void objects(String field, JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            throw InferenceException.badRequest(field + ": must be a list of objects");
        }
    }

    private void object(String where) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw InferenceException.badRequest(where + ": must be an object");
        }
    }
}
