package dev.slipway.local.apigateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a function returned, in payload format 2.0, as an HTTP answer. */
final class FunctionAnswer {
    private static final JsonFactory JSON = new JsonFactory();
    /** The server's own business: a function's word on them would break the connection. */
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "content-length", "transfer-encoding", "keep-alive", "upgrade");

    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private int status;
    private @Nullable String body;
    private boolean base64;

    private FunctionAnswer() {}

    /** @throws IOException when it is no answer: no JSON, or a member of the wrong type */
    static HttpResponse read(byte[] payload) throws IOException {
        try (JsonParser json = JSON.createParser(payload)) {
            JsonToken first = json.nextToken();
            if (first == JsonToken.VALUE_STRING) {
                return plain(json.getText().getBytes(StandardCharsets.UTF_8));
            }
            if (first != JsonToken.START_OBJECT) {
                return plain(payload);
            }
            FunctionAnswer answer = new FunctionAnswer();
            answer.readObject(json);
            return answer.status == 0 ? plain(payload) : answer.response();
        } catch (IllegalArgumentException e) {
            throw new IOException("isBase64Encoded is true, but the body is no base64: " + e.getMessage(), e);
        }
    }

    /** A result without a status code is the body of a success. */
    private static HttpResponse plain(byte[] bytes) {
        return HttpResponse.of(200, "application/json", bytes);
    }

    private void readObject(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "statusCode" -> status = status(json);
                case "headers" -> readHeaders(json);
                case "cookies" -> readCookies(json);
                case "body" -> body = value == JsonToken.VALUE_NULL ? null : text(json, "body");
                case "isBase64Encoded" -> base64 = value == JsonToken.VALUE_TRUE;
                default -> json.skipChildren();
            }
        }
    }

    private static int status(JsonParser json) throws IOException {
        int status = json.getValueAsInt(-1);
        if (status < 100 || status > 599) {
            throw new IOException("statusCode is no HTTP status: " + json.getText());
        }
        return status;
    }

    private void readHeaders(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        require(json, JsonToken.START_OBJECT, "headers");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            String value = text(json, name);
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, List.of(value));
            }
        }
    }

    private void readCookies(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        require(json, JsonToken.START_ARRAY, "cookies");
        List<String> cookies = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            cookies.add(text(json, "cookies"));
        }
        headers.put("Set-Cookie", cookies);
    }

    private HttpResponse response() {
        byte[] bytes = body == null
                ? new byte[0]
                : base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            headers.put("Content-Type", List.of("text/plain; charset=utf-8"));
        }
        return new HttpResponse(status, headers, HttpResponse.bytes(bytes));
    }

    private static String text(JsonParser json, String name) throws IOException {
        if (!json.currentToken().isScalarValue()) {
            throw new IOException(name + " must be a string, not " + json.currentToken());
        }
        String text = json.getText();
        if (!name.equals("body") && (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0)) {
            throw new IOException("the header " + name + " holds a line break");
        }
        return text;
    }

    private static void require(JsonParser json, JsonToken token, String name) throws IOException {
        if (json.currentToken() != token) {
            throw new IOException(name + " must be " + token + ", not " + json.currentToken());
        }
    }
}
