package dev.slipway.local.apigateway.keys;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BiPredicate;

/**
 * All that there is of API keys.
 *
 * @param keys the control plane of keys
 * @param plans the control plane of usage plans
 * @param check what the data plane asks
 */
public record KeyPlanes(ApiKeys keys, UsagePlans plans, KeyCheck check) {

    /**
     * @param folder where keys, plans and counts are kept
     * @param stages whether there is an API with this stage
     */
    public static KeyPlanes open(Path folder, BiPredicate<String, String> stages, Clock clock) {
        KeyStore store = new KeyStore(folder);
        Usage usage = new Usage(folder);
        return new KeyPlanes(
                new ApiKeys(store, usage, clock),
                new UsagePlans(store, usage, stages),
                new KeyCheck(store, usage, clock));
    }
}
