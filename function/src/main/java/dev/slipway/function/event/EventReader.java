package dev.slipway.function.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an event as a stream and keeps only what a call needs: an HTTP API's payload 2.0, or a direct invoke. */
public final class EventReader {
    /** The headers that are looked at; the others are not even kept. */
    static final Set<String> HEADERS = Set.of("content-type", "content-encoding", "inference-header-content-length");

    private final JsonFactory json = new JsonFactory();

    /**
     * Recognises an event by its shape.
     *
     * @throws FunctionException BAD_REQUEST where it is neither of the two, or no JSON
     */
    public Event read(InputStream in) throws IOException {
        byte[] text = in.readAllBytes();
        try (JsonParser parser = json.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unknown("it is no JSON object");
            }
            var http = new HttpFields();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals("inputs")) {
                    return new DirectInvoke(text);
                }
                parser.nextToken();
                http.take(parser);
            }
            return http.event(text);
        } catch (JsonProcessingException broken) {
            // the parser's own message quotes the input, which an answer may but a log must not repeat
            throw unknown("it is no JSON: " + broken.getOriginalMessage());
        }
    }

    private static FunctionException unknown(String why) {
        return new FunctionException(
                Category.BAD_REQUEST,
                "the event is neither a request of an HTTP API (payload format 2.0) nor an inference request with"
                        + " 'inputs': " + why);
    }

    /** The fields of an HTTP event, in whatever order they come. */
    private static final class HttpFields {
        private @Nullable String method;
        private @Nullable String rawPath;
        private String stage = "$default";
        private final Map<String, String> headers = new HashMap<>(4);
        private int bodyAt = -1;
        private boolean base64;

        void take(JsonParser parser) throws IOException {
            switch (parser.currentName()) {
                case "rawPath" -> rawPath = parser.getValueAsString();
                case "isBase64Encoded" -> base64 = parser.getValueAsBoolean();
                case "headers" -> eachField(parser, this::takeHeader);
                case "requestContext" -> eachField(parser, this::takeContext);
                case "body" -> {
                    if (parser.currentToken() == JsonToken.VALUE_STRING) {
                        bodyAt = (int) parser.currentTokenLocation().getByteOffset();
                    }
                }
                default -> parser.skipChildren();
            }
        }

        private void takeHeader(String name, JsonParser parser) throws IOException {
            String lower = name.toLowerCase(Locale.ROOT);
            if (HEADERS.contains(lower)) {
                headers.put(lower, String.valueOf(parser.getValueAsString()));
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
                method = String.valueOf(parser.getValueAsString()).toUpperCase(Locale.ROOT);
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

        Event event(byte[] text) {
            if (method == null || rawPath == null) {
                throw unknown("it has neither 'inputs' nor 'rawPath' and 'requestContext.http.method'");
            }
            return new HttpEvent(method, path(rawPath), headers, body(text));
        }

        /** A named stage is the first segment of the path; the default one is not in it. */
        private String path(String raw) {
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
}
