package dev.slipway.local.apigateway.auth;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an issuer's documents from a file or over HTTP: no redirects, a megabyte at most, plain http from this machine only. */
final class Documents {
    private static final int MOST_BYTES = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private @Nullable HttpClient http;

    /** @throws KeysUnavailable saying what was tried and what happened */
    String read(String location) throws KeysUnavailable {
        try {
            return location.startsWith("http://") || location.startsWith("https://")
                    ? get(URI.create(location))
                    : Files.readString(Path.of(location.startsWith("file:") ? location.substring(5) : location));
        } catch (IOException | IllegalArgumentException e) {
            throw new KeysUnavailable("cannot read " + location + ": " + e);
        }
    }

    private String get(URI uri) throws IOException {
        if (uri.getScheme().equals("http") && !THIS_MACHINE.contains(String.valueOf(uri.getHost()))) {
            throw new IOException("keys come over https, except from this machine");
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
            HttpResponse<InputStream> response = client().send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("it answered " + response.statusCode());
                }
                byte[] bytes = body.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw new IOException("it is larger than " + MOST_BYTES + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Made at the first need: most clouds never fetch a key. */
    private synchronized HttpClient client() {
        if (http == null) {
            http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        }
        return http;
    }
}
