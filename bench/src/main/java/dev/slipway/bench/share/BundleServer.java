package dev.slipway.bench.share;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ManifestJson;
import dev.slipway.inference.manifest.ModelKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A bundle's objects over HTTP, as S3 would give them: the handler loads its model the way it does on Lambda. */
final class BundleServer implements AutoCloseable {
    static final String BUCKET = "bench";

    private final Map<String, byte[]> objects = new HashMap<>();
    private final Manifest manifest;
    private final HttpServer server;

    BundleServer(Manifest manifest, Path folder) throws IOException {
        this.manifest = manifest;
        objects.put(manifestKey(), ManifestJson.write(manifest));
        for (FileEntry file : manifest.files()) {
            objects.put(
                    ModelKeys.blob(manifest.model(), file.sha256()), Files.readAllBytes(folder.resolve(file.path())));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/" + BUCKET + "/", this::serve);
        server.start();
    }

    /** What the function's environment is to be. */
    Map<String, String> environment() {
        return Map.of(
                "SLIPWAY_MODEL",
                manifest.model(),
                "SLIPWAY_MODEL_BUCKET",
                BUCKET,
                "SLIPWAY_MODEL_MANIFEST",
                manifestKey(),
                "SLIPWAY_MODEL_DIGEST",
                manifest.digest(),
                "AWS_REGION",
                "us-east-1",
                "AWS_ENDPOINT_URL_S3",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_ACCESS_KEY_ID",
                "bench",
                "AWS_SECRET_ACCESS_KEY",
                "bench");
    }

    private String manifestKey() {
        return ModelKeys.manifest(manifest.model(), manifest.digest());
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] object = objects.get(exchange.getRequestURI().getPath().substring(BUCKET.length() + 2));
        exchange.sendResponseHeaders(object == null ? 404 : 200, object == null ? -1 : object.length);
        if (object != null) {
            exchange.getResponseBody().write(object);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
