package dev.slipway.inference.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.slipway.inference.InferenceException;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.HalfPrecision;
import dev.slipway.inference.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes the answer's body: flat data, numbers in their shortest form, NaN and the infinities as null. Thread-safe. */
public final class ResponseEncoder {
    private static final int BYTES_AN_ELEMENT = 12;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    /**
     * The body, UTF-8. Echoes the request's id or takes the identity's; only the outputs that the request asked for, in its
     * order.
     *
     * @throws InferenceException BAD_REQUEST when the request asks for an output that is not there
     */
    public byte[] encode(InferenceRequest request, List<Tensor> outputs, Identity identity) {
        int elements = outputs.stream().mapToInt(Tensor::elements).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(512 + elements * BYTES_AN_ELEMENT);
        try {
            encode(request, outputs, identity, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The same into a stream, which stays open. */
    public void encode(InferenceRequest request, List<Tensor> outputs, Identity identity, OutputStream out)
            throws IOException {
        String id = request.id();
        List<Tensor> chosen = chosen(request.outputs(), outputs);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("model_name", identity.modelName());
            if (identity.modelVersion() != null) {
                json.writeStringField("model_version", identity.modelVersion());
            }
            json.writeStringField("id", id == null ? identity.fallbackId() : id);
            json.writeArrayFieldStart("outputs");
            for (Tensor output : chosen) {
                write(json, output);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static List<Tensor> chosen(List<String> names, List<Tensor> outputs) {
        if (names.isEmpty()) {
            return outputs;
        }
        return names.stream().map(name -> output(name, outputs)).toList();
    }

    private static Tensor output(String name, List<Tensor> outputs) {
        return outputs.stream()
                .filter(output -> output.name().equals(name))
                .findFirst()
                .orElseThrow(() -> InferenceException.badRequest("outputs: the model did not give '" + name + "'"));
    }

    private static void write(JsonGenerator json, Tensor output) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", output.name());
        json.writeStringField("datatype", output.datatype().name());
        json.writeFieldName("shape");
        json.writeArray(output.shape(), 0, output.shape().length);
        json.writeArrayFieldStart("data");
        if (output.datatype() == Datatype.BYTES) {
            for (@Nullable String text : output.texts()) {
                json.writeString(text);
            }
        } else {
            elements(json, output);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void elements(JsonGenerator json, Tensor output) throws IOException {
        ByteBuffer data = output.data();
        int count = output.elements();
        switch (output.datatype()) {
            case FP32 -> {
                for (int i = 0; i < count; i++) {
                    write(json, data.getFloat(i << 2));
                }
            }
            case FP16 -> {
                for (int i = 0; i < count; i++) {
                    write(json, HalfPrecision.toFloat(data.getShort(i << 1)));
                }
            }
            case FP64 -> {
                for (int i = 0; i < count; i++) {
                    write(json, data.getDouble(i << 3));
                }
            }
            case BOOL -> {
                for (int i = 0; i < count; i++) {
                    json.writeBoolean(data.get(i) != 0);
                }
            }
            case UINT64 -> {
                for (int i = 0; i < count; i++) {
                    json.writeNumber(Long.toUnsignedString(data.getLong(i << 3)));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    json.writeNumber(output.integer(i));
                }
            }
        }
    }

    private static void write(JsonGenerator json, float value) throws IOException {
        if (Float.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    private static void write(JsonGenerator json, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }
}
