package dev.slipway.function.logging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object a line: time, level, request id, message and fields. It is given no bodies, and of a foreign
 * exception it writes types and frames only: messages of parsers and of ONNX Runtime quote what they were given.
 */
public final class JsonLog {
    private static final int FRAMES = 12;

    private final JsonFactory json = new JsonFactory();
    private final PrintStream out;
    private final Clock clock;

    public JsonLog(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Something an operator may want to know. */
    public void info(@Nullable String requestId, String message, Map<String, Object> fields) {
        write("INFO", requestId, message, fields, null);
    }

    /** Something an operator has to see; {@code failure} gives its types and frames, not its messages. */
    public void error(
            @Nullable String requestId, String message, Map<String, Object> fields, @Nullable Throwable failure) {
        write("ERROR", requestId, message, fields, failure);
    }

    private void write(
            String level,
            @Nullable String requestId,
            String message,
            Map<String, Object> fields,
            @Nullable Throwable failure) {
        var line = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = json.createGenerator(line)) {
            generator.writeStartObject();
            generator.writeStringField("timestamp", clock.instant().toString());
            generator.writeStringField("level", level);
            if (requestId != null) {
                generator.writeStringField("requestId", requestId);
            }
            generator.writeStringField("message", message);
            for (var field : fields.entrySet()) {
                generator.writeFieldName(field.getKey());
                if (field.getValue() instanceof Number number) {
                    generator.writeNumber(number.longValue());
                } else {
                    generator.writeString(String.valueOf(field.getValue()));
                }
            }
            if (failure != null) {
                writeFailure(generator, failure);
            }
            generator.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // a byte array takes everything
        }
        line.write('\n');
        // one write a line: Lambda's stream makes a log event of each write
        out.write(line.toByteArray(), 0, line.size());
        out.flush();
    }

    private static void writeFailure(JsonGenerator generator, Throwable failure) throws IOException {
        generator.writeArrayFieldStart("exceptions");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            generator.writeString(cause.getClass().getName());
        }
        generator.writeEndArray();
        generator.writeArrayFieldStart("stack");
        StackTraceElement[] frames = failure.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
            generator.writeString(frames[i].toString());
        }
        generator.writeEndArray();
    }
}
