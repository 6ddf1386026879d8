package dev.slipway.local.apigateway.rest;

import dev.slipway.local.apigateway.auth.Identity;
import dev.slipway.local.apigateway.integration.Source;
import dev.slipway.local.apigateway.keys.UsedKey;
import dev.slipway.local.apigateway.route.RouteTable;
import dev.slipway.local.http.HttpRequest;
import java.util.Optional;

/**
 * One request on its way through a stage, with what the event needs beyond HTTP itself.
 *
 * @param request what came over the wire; its body is already in {@code body}
 * @param stage the stage that serves it
 * @param path below the stage, percent-encoded as sent
 * @param method the method that takes it
 * @param caller whom the method's guard let in
 * @param key the API key that it came with, where the method asks for one
 */
record RestCall(
        HttpRequest request,
        String apiId,
        ServedStage stage,
        String path,
        RouteTable.Match<ServedMethod> method,
        Identity caller,
        Optional<UsedKey> key,
        byte[] body) {

    /** The method as a function's resource policy names it: path variables are wildcards there. */
    Source source() {
        return new Source(
                apiId,
                stage.stage().stageName(),
                request.method(),
                method.route().path().substring(1).replaceAll("\\{[^{}]+}", "*"));
    }
}
