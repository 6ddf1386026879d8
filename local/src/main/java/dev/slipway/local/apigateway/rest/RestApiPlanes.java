package dev.slipway.local.apigateway.rest;

import dev.slipway.local.apigateway.auth.Guards;
import dev.slipway.local.apigateway.front.DataPlane;
import dev.slipway.local.apigateway.integration.IntegrationCall;
import dev.slipway.local.apigateway.keys.KeyPlanes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * All that there is of REST APIs: the control plane by its parts, and the data plane.
 *
 * @param keys API keys and usage plans
 */
public record RestApiPlanes(
        RestApis apis,
        RestMethods methods,
        RestResponses responses,
        RestDeployments deployments,
        RestStages stages,
        RestAuthorizers authorizers,
        KeyPlanes keys,
        DataPlane data) {

    /**
     * @param folder where APIs and keys are kept; those of an earlier run are served at once
     * @param log takes the reasons that a caller is not told
     */
    public static RestApiPlanes open(
            Path folder, Guards guards, IntegrationCall integration, Clock clock, Consumer<String> log) {
        RestStore store = new RestStore(folder.resolve("apis"), guards, clock);
        KeyPlanes keys = KeyPlanes.open(
                folder,
                (api, stage) ->
                        store.find(api).flatMap(served -> served.stage(stage)).isPresent(),
                clock);
        RestMethods methods = new RestMethods(store);
        return new RestApiPlanes(
                new RestApis(store, clock),
                methods,
                new RestResponses(methods),
                new RestDeployments(store, clock),
                new RestStages(store, clock),
                new RestAuthorizers(store),
                keys,
                new RestExecute(store, keys.check(), new RestEventWriter(clock), integration, log));
    }

    /** The objects whose operations go over the wire. */
    public List<Object> operations() {
        return List.of(apis, methods, responses, deployments, stages, authorizers, keys.keys(), keys.plans());
    }
}
