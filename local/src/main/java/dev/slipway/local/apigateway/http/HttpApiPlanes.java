package dev.slipway.local.apigateway.http;

import dev.slipway.local.apigateway.auth.Guards;
import dev.slipway.local.apigateway.front.DataPlane;
import dev.slipway.local.apigateway.integration.IntegrationCall;
import dev.slipway.local.identity.Home;
import java.nio.file.Path;
import java.time.Clock;

/**
 * All that there is of HTTP APIs.
 *
 * @param apis the control plane but for authorizers
 * @param authorizers the control plane of authorizers
 * @param data the data plane
 */
public record HttpApiPlanes(HttpApis apis, HttpAuthorizers authorizers, DataPlane data) {

    /** @param folder where the APIs are kept; those of an earlier run are served at once */
    public static HttpApiPlanes open(Path folder, Guards guards, IntegrationCall integration, Clock clock) {
        ApiStore store = new ApiStore(folder, guards, clock);
        return new HttpApiPlanes(
                new HttpApis(store, clock),
                new HttpAuthorizers(store),
                new HttpExecute(store, new EventWriter(clock, Home.ACCOUNT), integration));
    }
}
