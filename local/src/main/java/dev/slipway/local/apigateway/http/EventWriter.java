package dev.slipway.local.apigateway.http;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.local.apigateway.wire.ForwardedHeaders;
import dev.slipway.local.apigateway.wire.TextBody;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.Percent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Writes the event of payload format 2.0. As on AWS the path is decoded, the query string is not, cookies leave the
 * headers, and a body is text only for the few content types that API Gateway takes for text.
 */
final class EventWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int FRAME = 2048;

    private final Clock clock;
    private final String accountId;

    EventWriter(Clock clock, String accountId) {
        this.clock = clock;
        this.accountId = accountId;
    }

    byte[] write(Call call, String requestId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FRAME + call.body().length * 4 / 3);
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            long now = clock.millis();
            json.writeStartObject();
            json.writeStringField("version", "2.0");
            json.writeStringField("routeKey", call.routeKey());
            json.writeStringField("rawPath", call.path());
            json.writeStringField("rawQueryString", call.request().rawQuery());
            writeCookies(json, call.request());
            writeMap(json, "headers", headers(call.request(), now));
            writeQuery(json, call.request().rawQuery());
            writeContext(json, call, requestId, now);
            writeMapUnlessEmpty(json, "pathParameters", call.route().pathVariables());
            writeMapUnlessEmpty(json, "stageVariables", call.stageVariables());
            writeBody(json, call);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write an event to memory", e);
        }
        return bytes.toByteArray();
    }

    private void writeContext(JsonGenerator json, Call call, String requestId, long now) throws IOException {
        HttpRequest request = call.request();
        json.writeObjectFieldStart("requestContext");
        json.writeStringField("accountId", accountId);
        json.writeStringField("apiId", call.apiId());
        AuthorizerContext.write(json, call.caller());
        json.writeStringField("domainName", call.apiId() + ".execute-api.localhost");
        json.writeStringField("domainPrefix", call.apiId());
        json.writeObjectFieldStart("http");
        json.writeStringField("method", request.method());
        json.writeStringField("path", call.path());
        json.writeStringField("protocol", "HTTP/1.1");
        json.writeStringField("sourceIp", request.remoteAddress());
        json.writeStringField("userAgent", request.header("user-agent").orElse(""));
        json.writeEndObject();
        json.writeStringField("requestId", requestId);
        json.writeStringField("routeKey", call.routeKey());
        json.writeStringField("stage", call.stage());
        json.writeStringField("time", TIME.format(Instant.ofEpochMilli(now)));
        json.writeNumberField("timeEpoch", now);
        json.writeEndObject();
    }

    private static void writeCookies(JsonGenerator json, HttpRequest request) throws IOException {
        List<String> cookies = new ArrayList<>();
        for (String header : request.headers().getOrDefault("cookie", List.of())) {
            for (String cookie : header.split(";")) {
                if (!cookie.isBlank()) {
                    cookies.add(cookie.strip());
                }
            }
        }
        if (!cookies.isEmpty()) {
            json.writeArrayFieldStart("cookies");
            for (String cookie : cookies) {
                json.writeString(cookie);
            }
            json.writeEndArray();
        }
    }

    /** By name, several values joined; cookies stand apart. */
    private static Map<String, String> headers(HttpRequest request, long now) {
        Map<String, String> headers = new TreeMap<>();
        ForwardedHeaders.of(request, now).forEach((name, values) -> headers.put(name, join(values)));
        headers.remove("cookie");
        return headers;
    }

    private static void writeQuery(JsonGenerator json, String rawQuery) throws IOException {
        if (!rawQuery.isEmpty()) {
            json.writeObjectFieldStart("queryStringParameters");
            for (Map.Entry<String, List<String>> parameter :
                    Percent.query(rawQuery).entrySet()) {
                json.writeStringField(parameter.getKey(), join(parameter.getValue()));
            }
            json.writeEndObject();
        }
    }

    private static void writeBody(JsonGenerator json, Call call) throws IOException {
        byte[] body = call.body();
        boolean text = body.length == 0 || TextBody.isText(call.request(), body);
        if (body.length > 0) {
            json.writeFieldName("body");
            if (text) {
                json.writeUTF8String(body, 0, body.length);
            } else {
                json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, body, 0, body.length);
            }
        }
        json.writeBooleanField("isBase64Encoded", !text);
    }

    private static void writeMapUnlessEmpty(JsonGenerator json, String name, Map<String, String> values)
            throws IOException {
        if (!values.isEmpty()) {
            writeMap(json, name, values);
        }
    }

    private static void writeMap(JsonGenerator json, String name, Map<String, String> values) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : values.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static String join(List<String> values) {
        return values.size() == 1 ? Objects.requireNonNull(values.get(0)) : String.join(",", values);
    }
}
