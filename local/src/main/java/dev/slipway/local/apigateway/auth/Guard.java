package dev.slipway.local.apigateway.auth;

import dev.slipway.local.apigateway.integration.Source;
import dev.slipway.local.http.HttpRequest;

/** Stands before a route and lets in whom the route's authorization allows. */
public interface Guard {
    /** Lets everybody in. */
    Guard OPEN = (request, resource) -> new Identity.Anyone();

    /**
     * @param request its body may be read to its end
     * @param resource what is called, with the path as the caller wrote it
     * @throws Denied when the caller does not get in
     */
    Identity admit(HttpRequest request, Source resource) throws Denied;
}
