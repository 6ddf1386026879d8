package dev.slipway.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.protocol.ModelMetadata;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.TensorSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The protocol's answers about server and model. Only what is implemented is advertised. */
final class Descriptions {
    private final JsonFactory json = new JsonFactory();
    private final String model;

    Descriptions(String model) {
        this.model = model;
    }

    byte[] server() {
        String version = Descriptions.class.getPackage().getImplementationVersion();
        return text("{\"name\":\"slipway\",\"version\":\"" + (version == null ? "dev" : version)
                + "\",\"extensions\":[\"model_configuration\"]}");
    }

    byte[] live() {
        return text("{\"live\":true}");
    }

    /** Both names: the protocol's text says {@code live}, KServe's client reads {@code ready}. */
    byte[] ready() {
        return text("{\"live\":true,\"ready\":true}");
    }

    byte[] models() {
        return text("{\"models\":[\"" + model + "\"]}");
    }

    byte[] modelReady() {
        return text("{\"name\":\"" + model + "\",\"ready\":true}");
    }

    byte[] model(Manifest manifest, String version) {
        return new ModelMetadata(model, List.of(version), manifest.requestInputs(), manifest.responseOutputs())
                .encode();
    }

    /** Triton's list of models, here of one. */
    byte[] index(String version, boolean loaded) {
        return write(generator -> {
            generator.writeStartArray();
            generator.writeStartObject();
            generator.writeStringField("name", model);
            generator.writeStringField("version", version);
            generator.writeStringField("state", loaded ? "READY" : "UNAVAILABLE");
            generator.writeStringField("reason", loaded ? "" : "not loaded yet: the first inference loads it");
            generator.writeEndObject();
            generator.writeEndArray();
        });
    }

    /** Triton's model configuration, as far as it says something here. */
    byte[] config(Manifest manifest) {
        return write(generator -> {
            generator.writeStartObject();
            generator.writeStringField("name", model);
            generator.writeStringField("platform", ModelMetadata.PLATFORM);
            generator.writeStringField("backend", "onnxruntime");
            // 0 is Triton's word for: the shapes below are whole, no dimension was taken away for the batch
            generator.writeNumberField("max_batch_size", 0);
            writeTensors(generator, "input", manifest.requestInputs());
            writeTensors(generator, "output", manifest.responseOutputs());
            generator.writeEndObject();
        });
    }

    private static void writeTensors(JsonGenerator generator, String field, List<TensorSpec> tensors)
            throws IOException {
        generator.writeArrayFieldStart(field);
        for (TensorSpec tensor : tensors) {
            generator.writeStartObject();
            generator.writeStringField("name", tensor.name());
            boolean text = tensor.datatype() == Datatype.BYTES;
            generator.writeStringField("data_type", "TYPE_" + (text ? "STRING" : tensor.datatype()));
            generator.writeArrayFieldStart("dims");
            for (long dimension : tensor.shape()) {
                generator.writeNumber(dimension);
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }

    private interface Content {
        void write(JsonGenerator generator) throws IOException;
    }

    private byte[] write(Content content) {
        var out = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(out)) {
            content.write(generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // a byte array takes everything
        }
        return out.toByteArray();
    }

    private static byte[] text(String body) {
        return body.getBytes(UTF_8);
    }
}
