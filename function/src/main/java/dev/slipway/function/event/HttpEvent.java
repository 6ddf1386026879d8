package dev.slipway.function.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request through an HTTP API (payload format 2.0) or a REST API (1.0). Both take the same answer, whose headers have
 * one value each: {@code multiValueHeaders} is never needed.
 *
 * @param method in capitals
 * @param path percent-encoded as it came, without the stage
 * @param headers by lower-case name; only those in {@link EventReader#HEADERS}
 * @param body decoded from its JSON string, and from Base64 where the event says so
 */
public record HttpEvent(String method, String path, Map<String, String> headers, byte[] body) implements Event {
    private static final byte[] TAIL = "\",\"isBase64Encoded\":false}".getBytes(UTF_8);

    public HttpEvent {
        headers = Map.copyOf(headers);
    }

    /** The value of a header by its lower-case name, or null. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** {@code {statusCode, headers, body, isBase64Encoded}}, the body as a JSON string. */
    @Override
    public void write(Reply reply, OutputStream out) throws IOException {
        var buffer = new ByteArrayOutputStream(reply.body().length * 5 / 4 + 512);
        var head = new StringBuilder(256)
                .append("{\"statusCode\":")
                .append(reply.status())
                .append(",\"headers\":{\"content-type\":\"application/json\"");
        reply.headers().forEach((name, value) -> {
            head.append(",\"").append(name).append("\":\"");
            JsonText.escape(value, head);
            head.append('"');
        });
        buffer.writeBytes(head.append("},\"body\":\"").toString().getBytes(UTF_8));
        JsonText.escape(reply.body(), buffer);
        buffer.writeBytes(TAIL);
        buffer.writeTo(out);
    }
}
