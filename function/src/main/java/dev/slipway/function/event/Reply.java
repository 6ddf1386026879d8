package dev.slipway.function.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call is answered with.
 *
 * @param status an HTTP status
 * @param headers beside the content type, which is always JSON
 * @param body JSON in UTF-8
 * @param error the message in the body where the call failed, else null
 */
public record Reply(
        int status,
        Map<String, String> headers,
        byte[] body,
        @Nullable String error) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply ok(byte[] body) {
        return new Reply(200, Map.of(), body, null);
    }

    /** {@code {"error": message}}, the protocol's shape of every failure. */
    public static Reply failed(int status, String message) {
        return new Reply(status, Map.of(), errorBody(message, null), message);
    }

    public Reply withHeaders(Map<String, String> added) {
        return new Reply(status, added, body, error);
    }

    static byte[] errorBody(String message, @Nullable Integer status) {
        var text = new StringBuilder(message.length() + 40).append("{\"error\":\"");
        JsonText.escape(message, text);
        text.append('"');
        if (status != null) {
            text.append(",\"status\":").append(status);
        }
        return text.append('}').toString().getBytes(UTF_8);
    }
}
