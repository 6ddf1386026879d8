package dev.slipway.local.apigateway.wire;

import dev.slipway.local.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * A request with its body in memory, so that it can be read more than once: for its signature and for the event.
 *
 * @param request what came over the wire; its own body is read
 */
public record Buffered(HttpRequest request, byte[] body) {

    /** Empty when the body is longer than {@code most} bytes. */
    public static Optional<Buffered> read(HttpRequest request, int most) throws IOException {
        byte[] body = request.body().readNBytes(most + 1);
        return body.length > most ? Optional.empty() : Optional.of(new Buffered(request, body));
    }

    /** The request as it came, its body yet to be read. */
    public HttpRequest again() {
        return request.admitted(request.access(), new ByteArrayInputStream(body));
    }
}
