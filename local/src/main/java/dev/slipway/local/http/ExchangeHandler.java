package dev.slipway.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Turns the JDK server's exchange into our request, and our answer into its bytes. */
final class ExchangeHandler implements HttpHandler {
    private static final int BUFFER = 64 * 1024;

    private final HttpService service;

    ExchangeHandler(HttpService service) {
        this.service = service;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            send(exchange, answer(request(exchange)));
        } finally {
            exchange.close();
        }
    }

    private HttpResponse answer(HttpRequest request) {
        try {
            return service.handle(request);
        } catch (AwsError error) {
            return JsonErrors.restJson(error);
        } catch (IOException | RuntimeException fault) {
            // The edge: whatever a service did not foresee becomes AWS's own answer for that, and is told on stderr.
            fault.printStackTrace();
            return JsonErrors.restJson(
                    new AwsError(500, "InternalFailure", request.method() + " " + request.rawPath() + ": " + fault));
        }
    }

    private static HttpRequest request(HttpExchange exchange) {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new HttpRequest(
                exchange.getRequestMethod(),
                path(exchange),
                Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
                headers,
                new Unclosed(exchange.getRequestBody()),
                exchange.getRemoteAddress().getAddress().getHostAddress());
    }

    private static String path(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    private static void send(HttpExchange exchange, HttpResponse response) throws IOException {
        response.headers()
                .forEach((name, values) -> exchange.getResponseHeaders().put(name, List.copyOf(values)));
        long length = response.body().length();
        boolean bodiless =
                exchange.getRequestMethod().equals("HEAD") || response.status() == 204 || response.status() == 304;
        if (bodiless && length > 0) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
        }
        // An unread body would be taken for the next request on this connection.
        drain(exchange.getRequestBody());
        exchange.sendResponseHeaders(response.status(), bodiless || length == 0 ? -1 : length);
        if (!bodiless && length > 0) {
            try (OutputStream out =
                    new BufferedOutputStream(exchange.getResponseBody(), (int) Math.min(length, BUFFER))) {
                response.body().writeTo(out);
            }
        }
    }

    private static void drain(InputStream body) throws IOException {
        byte[] rest = new byte[BUFFER];
        while (body.read(rest) >= 0) {
            // Thrown away.
        }
    }

    /** A body that a service may close and that can still be drained afterwards. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream body) {
            super(body);
        }

        @Override
        public void close() {
            // The exchange closes it.
        }
    }
}
