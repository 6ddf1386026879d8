package dev.slipway.function.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;

/**
 * Writes a call's measurement as one line that CloudWatch turns into metrics: namespace {@code Slipway}, dimension sets
 * {@code [Model, ModelVersion]} and, behind an alias, {@code [Model, Alias]}; a second's resolution.
 */
public final class EmfWriter {
    private static final double MILLISECOND = 1e6;

    private final JsonFactory json = new JsonFactory();
    private final PrintStream out;
    private final Clock clock;
    private final String model;

    public EmfWriter(PrintStream out, Clock clock, String model) {
        this.out = out;
        this.clock = clock;
        this.model = model;
    }

    public void write(Caller caller, Measurement measured) {
        var line = new ByteArrayOutputStream(2048);
        try (JsonGenerator generator = json.createGenerator(line)) {
            generator.writeStartObject();
            writeDirective(generator, caller, measured);
            writeDimensions(generator, caller);
            writeValues(generator, measured);
            generator.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // a byte array takes everything
        }
        line.write('\n');
        // one write a line: Lambda's stream makes a log event of each write
        out.write(line.toByteArray(), 0, line.size());
        out.flush();
    }

    private void writeDirective(JsonGenerator generator, Caller caller, Measurement measured) throws IOException {
        generator.writeObjectFieldStart("_aws");
        generator.writeNumberField("Timestamp", clock.millis());
        generator.writeArrayFieldStart("CloudWatchMetrics");
        generator.writeStartObject();
        generator.writeStringField("Namespace", "Slipway");
        generator.writeArrayFieldStart("Dimensions");
        if (caller.alias() != null) {
            generator.writeArray(new String[] {"Model", "Alias"}, 0, 2);
        }
        generator.writeArray(new String[] {"Model", "ModelVersion"}, 0, 2);
        generator.writeEndArray();
        generator.writeArrayFieldStart("Metrics");
        for (Metric metric : Metric.values()) {
            if (metric.isIn(measured)) {
                metric.writeDefinition(generator);
            }
        }
        generator.writeEndArray();
        generator.writeEndObject();
        generator.writeEndArray();
        generator.writeEndObject();
    }

    private void writeDimensions(JsonGenerator generator, Caller caller) throws IOException {
        generator.writeStringField("Model", model);
        if (caller.alias() != null) {
            generator.writeStringField("Alias", caller.alias());
        }
        generator.writeStringField("ModelVersion", caller.version());
        generator.writeStringField("requestId", caller.requestId());
    }

    private static void writeValues(JsonGenerator generator, Measurement measured) throws IOException {
        for (Metric metric : Metric.values()) {
            if (metric.isIn(measured)) {
                generator.writeFieldName(metric.label());
                long value = metric.value(measured);
                if (metric.isTime()) {
                    generator.writeNumber(value / MILLISECOND);
                } else {
                    generator.writeNumber(value);
                }
            }
        }
    }
}
