package dev.slipway.inference.protocol;

import dev.slipway.inference.json.JsonTree;
import java.util.List;
import java.util.Map;

/** The protocol's short bodies: about the server, its state and its errors. All UTF-8 JSON. */
public final class StateBodies {
    private StateBodies() {}

    /** {@code GET /v2}. */
    public static byte[] server(String version) {
        return JsonTree.write(Map.of("name", "slipway", "version", version, "extensions", List.of()));
    }

    /** {@code GET /v2/health/live}. */
    public static byte[] live() {
        return JsonTree.write(Map.of("live", true));
    }

    /** {@code GET /v2/health/ready}: the protocol's text says {@code live}, KServe's client reads {@code ready}. */
    public static byte[] ready(boolean ready) {
        return JsonTree.write(Map.of("live", true, "ready", ready));
    }

    /** {@code GET /v2/models}. */
    public static byte[] models(List<String> names) {
        return JsonTree.write(Map.of("models", names));
    }

    /** {@code GET /v2/models/{m}/ready}. */
    public static byte[] modelReady(String name, boolean ready) {
        return JsonTree.write(Map.of("name", name, "ready", ready));
    }

    /** Whatever is not 200. */
    public static byte[] error(String message) {
        return JsonTree.write(Map.of("error", message));
    }
}
