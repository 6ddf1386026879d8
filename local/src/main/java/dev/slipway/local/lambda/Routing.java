package dev.slipway.local.lambda;

import dev.slipway.local.lambda.control.FunctionRef;
import dev.slipway.local.lambda.control.FunctionState;
import dev.slipway.local.lambda.control.Refusals;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/**
 * Which version an invocation gets.
 *
 * @param version the version's configuration
 * @param alias the alias it came through
 */
record Routing(FunctionConfiguration version, Optional<String> alias) {

    /** @param random from 0 to below 1; drawn once for each invocation, without stickiness, as Lambda does */
    static Routing choose(FunctionState state, FunctionRef ref, DoubleSupplier random) {
        String qualifier = ref.qualifier().orElse(FunctionRef.LATEST);
        AliasConfiguration alias = state.aliases().get(qualifier);
        String version = alias == null ? qualifier : weighted(alias, random);
        FunctionConfiguration chosen =
                state.version(version).orElseThrow(() -> Refusals.notFound("Function not found: " + ref.arn()));
        return new Routing(chosen, alias == null ? Optional.empty() : Optional.of(qualifier));
    }

    private static String weighted(AliasConfiguration alias, DoubleSupplier random) {
        if (alias.routingConfig() != null) {
            double drawn = random.getAsDouble();
            for (Map.Entry<String, Double> other :
                    alias.routingConfig().additionalVersionWeights().entrySet()) {
                if (drawn < other.getValue()) {
                    return other.getKey();
                }
            }
        }
        return alias.functionVersion();
    }
}
