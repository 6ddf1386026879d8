package dev.slipway.local.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One HTTP answer.
 *
 * @param status the status code
 * @param headers sent as they stand; Content-Length is set by the server from {@code body}
 * @param body what to write
 */
public record HttpResponse(int status, Map<String, List<String>> headers, Body body) {

    /** The answer's bytes: their number is known before the first is written. */
    public interface Body {
        long length();

        void writeTo(OutputStream out) throws IOException;
    }

    public static HttpResponse of(int status, String contentType, byte[] bytes) {
        return new HttpResponse(status, Map.of("Content-Type", List.of(contentType)), bytes(bytes));
    }

    public static HttpResponse json(int status, String json) {
        return of(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Map.of(), bytes(new byte[0]));
    }

    /** The same answer with one header more, or with another value for it. */
    public HttpResponse with(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        more.put(name, List.of(value));
        return new HttpResponse(status, more, body);
    }

    /** The same answer with another body. */
    public HttpResponse withBody(Body other) {
        return new HttpResponse(status, headers, other);
    }

    public static Body bytes(byte[] bytes) {
        return new Body() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }
}
