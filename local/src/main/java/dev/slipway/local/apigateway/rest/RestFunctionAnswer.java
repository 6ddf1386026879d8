package dev.slipway.local.apigateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a function returned, in payload format 1.0, as an HTTP answer: no member is needed, but no other is allowed. */
final class RestFunctionAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MEMBERS =
            List.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");
    /** The server's own business: a function's word on them would break the connection. */
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "content-length", "transfer-encoding", "keep-alive", "upgrade");

    private RestFunctionAnswer() {}

    /**
     * @param accept the request's header: a base64 body becomes bytes only for a type that the API takes for binary
     * @throws IOException when it is no answer; the message says why
     */
    static HttpResponse read(byte[] payload, MediaTypes binary, Optional<String> accept) throws IOException {
        JsonNode answer = JSON.readTree(payload);
        if (answer == null || !answer.isObject()) {
            throw new IOException("it is no JSON object");
        }
        for (Iterator<String> names = answer.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!MEMBERS.contains(name)) {
                throw new IOException("it has the member '" + name + "', and may have " + MEMBERS + " only");
            }
        }
        Map<String, List<String>> headers = headers(answer);
        String type = headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .map(header -> header.getValue().get(0))
                .findFirst()
                .orElse("application/json");
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("content-type"));
        headers.put("Content-Type", List.of(type));
        boolean decode = answer.path("isBase64Encoded").asBoolean() && binary.isBinary(accept.orElse(type));
        return new HttpResponse(status(answer.path("statusCode")), headers, HttpResponse.bytes(body(answer, decode)));
    }

    private static int status(JsonNode node) throws IOException {
        int status = node.isMissingNode() || node.isNull() ? 200 : node.asInt(-1);
        if (status < 100 || status > 599) {
            throw new IOException("statusCode is no HTTP status: " + node);
        }
        return status;
    }

    private static byte[] body(JsonNode answer, boolean decode) throws IOException {
        JsonNode body = answer.path("body");
        if (body.isMissingNode() || body.isNull()) {
            return new byte[0];
        }
        if (!body.isTextual()) {
            throw new IOException("body must be a string, not " + body.getNodeType());
        }
        try {
            return decode
                    ? Base64.getDecoder().decode(body.asText())
                    : body.asText().getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("isBase64Encoded is true, but the body is no base64", e);
        }
    }

    private static Map<String, List<String>> headers(JsonNode answer) throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> header : members(answer, "headers")) {
            add(headers, header.getKey(), header.getValue());
        }
        for (Map.Entry<String, JsonNode> header : members(answer, "multiValueHeaders")) {
            if (!header.getValue().isArray()) {
                throw new IOException("multiValueHeaders." + header.getKey() + " is no list");
            }
            headers.keySet().removeIf(name -> name.equalsIgnoreCase(header.getKey()));
            for (JsonNode value : header.getValue()) {
                add(headers, header.getKey(), value);
            }
        }
        return headers;
    }

    private static List<Map.Entry<String, JsonNode>> members(JsonNode answer, String name) throws IOException {
        JsonNode object = answer.path(name);
        if (!object.isMissingNode() && !object.isNull() && !object.isObject()) {
            throw new IOException(name + " is no object");
        }
        return List.copyOf(object.properties());
    }

    private static void add(Map<String, List<String>> headers, String name, JsonNode value) throws IOException {
        String text = value.asText();
        if (!value.isValueNode() || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IOException("the header " + name + " is no line of text");
        }
        if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
            headers.computeIfAbsent(name, none -> new ArrayList<>()).add(text);
        }
    }
}
