package dev.slipway.local.apigateway.rest;

import dev.slipway.local.apigateway.auth.Guards;
import dev.slipway.local.http.AwsError;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.model.ApiKeySourceType;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.Stage;

/** A REST API ready to serve. Making it is what checks a state: nothing is kept that could not be served as it stands. */
final class ServedRest {
    private final RestState state;
    private final Map<String, ServedStage> stages = new HashMap<>();

    /** @throws AwsError when the state is wrong, or asks for what the embedded cloud does not do */
    ServedRest(RestState state, Guards guards, Clock clock) {
        this.state = state;
        check(state.api());
        new ServedSnapshot(state.snapshot(), guards);
        for (Stage stage : state.stages()) {
            ServedSnapshot deployed =
                    new ServedSnapshot(state.deployment(stage.deploymentId()).snapshot(), guards);
            stages.put(stage.stageName(), new ServedStage(stage, deployed, clock));
        }
    }

    RestState state() {
        return state;
    }

    Optional<ServedStage> stage(String name) {
        return Optional.ofNullable(stages.get(name));
    }

    private static void check(RestApi api) {
        if (api.policy() != null && !api.policy().isEmpty()) {
            throw Refusals.notServed("resource policies of APIs");
        }
        if (api.apiKeySource() == ApiKeySourceType.AUTHORIZER) {
            throw Refusals.notServed("API keys from authorizers; HEADER is served");
        }
        if (api.minimumCompressionSize() != null) {
            throw Refusals.notServed("compression (minimumCompressionSize)");
        }
        if (api.endpointConfiguration() != null
                && api.endpointConfiguration().types().contains(EndpointType.PRIVATE)) {
            throw Refusals.notServed("private endpoints");
        }
    }
}
