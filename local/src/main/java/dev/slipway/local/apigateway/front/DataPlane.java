package dev.slipway.local.apigateway.front;

import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;

/** Serves a request at an address of the gateway, whatever kind of API stands there. */
public interface DataPlane {
    /** Whether the API is one of this plane's. */
    boolean has(String apiId);

    HttpResponse serve(GatewayAddress address, HttpRequest request) throws IOException;
}
