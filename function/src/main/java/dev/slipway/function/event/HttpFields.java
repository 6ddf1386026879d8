package dev.slipway.function.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an API's event, in whatever order they come and whichever of the two payload formats they are of. */
final class HttpFields {
    /** Payload 2.0: the method is in {@code requestContext.http}, the path begins with a named stage. */
    private @Nullable String contextMethod;

    private @Nullable String rawPath;
    private String stage = "$default";

    /** Payload 1.0: both are at the root, and the stage is never in the path. */
    private @Nullable String httpMethod;

    private @Nullable String path;

    private final Map<String, String> headers = new HashMap<>(4);
    private int bodyAt = -1;
    private boolean base64;

    /** Takes the field whose value begins at the parser's token. */
    void take(JsonParser parser) throws IOException {
        switch (parser.currentName()) {
            case "rawPath" -> rawPath = text(parser);
            case "path" -> path = text(parser);
            case "httpMethod" -> httpMethod = text(parser);
            case "isBase64Encoded" -> base64 = parser.getValueAsBoolean();
            case "headers" -> eachField(parser, this::takeHeader);
            case "multiValueHeaders" -> eachField(parser, this::takeValues);
            case "requestContext" -> eachField(parser, this::takeContext);
            case "body" -> {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    bodyAt = (int) parser.currentTokenLocation().getByteOffset();
                } else {
                    parser.skipChildren();
                }
            }
            default -> parser.skipChildren();
        }
    }

    private static @Nullable String text(JsonParser parser) throws IOException {
        String value = parser.getValueAsString();
        parser.skipChildren();
        return value;
    }

    private void takeHeader(String name, JsonParser parser) throws IOException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (EventReader.HEADERS.contains(lower)) {
            headers.put(lower, String.valueOf(parser.getValueAsString()));
        }
    }

    /** Of a header's many values the last counts, as it does in {@code headers}, which a proxy may have left empty. */
    private void takeValues(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                takeHeader(name, parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void takeContext(String name, JsonParser parser) throws IOException {
        if (name.equals("stage")) {
            stage = String.valueOf(parser.getValueAsString());
        } else if (name.equals("http")) {
            eachField(parser, this::takeHttp);
        }
    }

    private void takeHttp(String name, JsonParser parser) throws IOException {
        if (name.equals("method")) {
            contextMethod = parser.getValueAsString();
        }
    }

    private interface Field {
        void take(String name, JsonParser parser) throws IOException;
    }

    /** Gives every field of the object that begins here; anything else than an object has none. */
    private static void eachField(JsonParser parser, Field field) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field.take(name, parser);
            parser.skipChildren();
        }
    }

    /** What the fields make up. */
    Event event(byte[] text) {
        if (contextMethod != null && rawPath != null) {
            return event(contextMethod, withoutStage(rawPath), text);
        }
        if (httpMethod != null && path != null) {
            return event(httpMethod, path, text);
        }
        throw EventReader.unknown("it has neither 'inputs', nor 'rawPath' and 'requestContext.http.method', nor 'path'"
                + " and 'httpMethod'");
    }

    private Event event(String method, String path, byte[] text) {
        return new HttpEvent(method.toUpperCase(Locale.ROOT), path, headers, body(text));
    }

    /** A named stage is the first segment of a raw path; the default one is not in it. */
    private String withoutStage(String raw) {
        String prefix = "/" + stage + "/";
        return raw.startsWith(prefix) ? raw.substring(prefix.length() - 1) : raw;
    }

    private byte[] body(byte[] text) {
        byte[] body = bodyAt < 0 ? new byte[0] : JsonText.unescape(text, bodyAt);
        if (!base64) {
            return body;
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException broken) {
            throw new FunctionException(
                    Category.BAD_REQUEST, "the event says isBase64Encoded, but its body is no Base64", broken);
        }
    }
}
