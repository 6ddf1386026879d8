package dev.slipway.local.apigateway.rest;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.local.apigateway.wire.CallIds;
import dev.slipway.local.apigateway.wire.ForwardedHeaders;
import dev.slipway.local.http.Percent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the event of payload format 1.0. As on AWS what is empty is null, of several values the plain maps have the last,
 * and a body is text unless its type is among the API's binary media types.
 */
final class RestEventWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int FRAME = 4096;

    private final Clock clock;

    RestEventWriter(Clock clock) {
        this.clock = clock;
    }

    byte[] write(RestCall call, CallIds ids) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FRAME + call.body().length * 4 / 3);
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            long now = clock.millis();
            json.writeStartObject();
            json.writeStringField("resource", call.method().route().path());
            json.writeStringField("path", call.path());
            json.writeStringField("httpMethod", call.request().method());
            writeValues(json, "headers", "multiValueHeaders", headers(call, now));
            writeValues(
                    json,
                    "queryStringParameters",
                    "multiValueQueryStringParameters",
                    Percent.query(call.request().rawQuery()));
            writeMap(json, "pathParameters", call.method().pathVariables());
            writeMap(json, "stageVariables", call.stage().stage().variables());
            RequestContext.write(json, call, ids, now);
            writeBody(json, call);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write an event to memory", e);
        }
        return bytes.toByteArray();
    }

    private static Map<String, List<String>> headers(RestCall call, long now) {
        Map<String, List<String>> named = new TreeMap<>();
        ForwardedHeaders.of(call.request(), now).forEach((name, values) -> named.put(HeaderNames.of(name), values));
        return named;
    }

    private static void writeValues(JsonGenerator json, String single, String multi, Map<String, List<String>> values)
            throws IOException {
        Map<String, String> last = new TreeMap<>();
        values.forEach((name, all) -> last.put(name, all.get(all.size() - 1)));
        writeMap(json, single, last);
        if (values.isEmpty()) {
            json.writeNullField(multi);
            return;
        }
        json.writeObjectFieldStart(multi);
        for (Map.Entry<String, List<String>> entry : values.entrySet()) {
            json.writeArrayFieldStart(entry.getKey());
            for (String value : entry.getValue()) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeMap(JsonGenerator json, String name, Map<String, String> values) throws IOException {
        if (values.isEmpty()) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : values.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeBody(JsonGenerator json, RestCall call) throws IOException {
        byte[] body = call.body();
        boolean binary = body.length > 0
                && call.stage()
                        .snapshot()
                        .binary()
                        .isBinary(call.request().header("content-type").orElse("application/json"));
        if (body.length == 0) {
            json.writeNullField("body");
        } else if (binary) {
            json.writeFieldName("body");
            json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, body, 0, body.length);
        } else {
            json.writeStringField("body", new String(body, StandardCharsets.UTF_8));
        }
        json.writeBooleanField("isBase64Encoded", binary);
    }
}
