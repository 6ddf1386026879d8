package dev.slipway.function.routing;

import org.jspecify.annotations.Nullable;

/**
 * Where a call goes.
 *
 * @param model the model in the path, or null where the endpoint has none
 * @param version the version in the path, or null where it names none
 */
public record Route(
        Endpoint endpoint, @Nullable String model, @Nullable String version) {
    static Route to(Endpoint endpoint) {
        return new Route(endpoint, null, null);
    }
}
