package dev.slipway.deployer.cloud;

import java.util.Map;

/**
 * Where an alias points.
 *
 * @param version takes what the weights leave
 * @param weights share of each other version, 0 to 1
 */
public record Alias(String name, String version, Map<String, Double> weights, String revisionId) {
    public Alias {
        weights = Map.copyOf(weights);
    }
}
