package dev.slipway.local.apigateway.http;

import dev.slipway.local.apigateway.auth.Denied;
import dev.slipway.local.apigateway.auth.Identity;
import dev.slipway.local.apigateway.front.DataPlane;
import dev.slipway.local.apigateway.front.GatewayAddress;
import dev.slipway.local.apigateway.integration.IntegrationCall;
import dev.slipway.local.apigateway.integration.Outcome;
import dev.slipway.local.apigateway.integration.Source;
import dev.slipway.local.apigateway.route.RouteTable;
import dev.slipway.local.apigateway.wire.Buffered;
import dev.slipway.local.apigateway.wire.RequestIds;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import dev.slipway.local.http.Percent;
import java.io.IOException;
import java.util.Optional;

/** The data plane: API, stage, route, body, authorization, throttle, event, function, answer. */
final class HttpExecute implements DataPlane {
    private static final int MAX_BODY = 10 << 20;

    private final ApiStore apis;
    private final EventWriter events;
    private final IntegrationCall integration;

    HttpExecute(ApiStore apis, EventWriter events, IntegrationCall integration) {
        this.apis = apis;
        this.events = events;
        this.integration = integration;
    }

    @Override
    public boolean has(String apiId) {
        return apis.find(apiId).isPresent();
    }

    /** Serves one request; the answer carries the gateway's request id whoever gave it. */
    @Override
    public HttpResponse serve(GatewayAddress address, HttpRequest request) throws IOException {
        String requestId = RequestIds.request();
        return answer(address, request, requestId).with("apigw-requestid", requestId);
    }

    private HttpResponse answer(GatewayAddress address, HttpRequest request, String requestId) throws IOException {
        Optional<ServedApi> api = apis.find(address.apiId()).filter(HttpExecute::isReachable);
        if (api.isEmpty()) {
            return GatewayAnswer.NOT_FOUND.response();
        }
        GatewayAddress exact = address.resolve(name -> api.get().stage(name).isPresent());
        Optional<ServedStage> stage = api.get().stage(exact.stage());
        String path = Percent.decodePath(exact.path());
        Optional<RouteTable.Match<ServedRoute>> route = api.get().routes().match(request.method(), path);
        if (stage.isEmpty() || route.isEmpty()) {
            return GatewayAnswer.NOT_FOUND.response();
        }
        Optional<Buffered> buffered = Buffered.read(request, MAX_BODY);
        if (buffered.isEmpty()) {
            return GatewayAnswer.TOO_LARGE.response();
        }
        try {
            Identity caller = route.get()
                    .route()
                    .guard()
                    .admit(
                            buffered.get().again(),
                            new Source(exact.apiId(), exact.stage(), request.method(), path.substring(1)));
            if (!stage.get().admits(route.get().pattern().key())) {
                return GatewayAnswer.THROTTLED.response();
            }
            Call call = new Call(
                    request,
                    exact.apiId(),
                    exact.stage(),
                    exact.eventPath(path),
                    stage.get().variables(),
                    route.get(),
                    caller,
                    buffered.get().body());
            return integrate(call, requestId);
        } catch (Denied denied) {
            return denied(denied);
        }
    }

    private HttpResponse integrate(Call call, String requestId) throws IOException {
        Outcome outcome = integration.call(call.route().route().target(), call.source(), events.write(call, requestId));
        return switch (outcome.kind()) {
            case RETURNED -> returned(outcome.payload());
            case TIMED_OUT, THROTTLED -> GatewayAnswer.UNAVAILABLE.response();
            case TOO_LARGE -> GatewayAnswer.TOO_LARGE.response();
            case FUNCTION_FAILED, REFUSED -> GatewayAnswer.FAILED.response();
        };
    }

    private static HttpResponse returned(byte[] payload) {
        try {
            return FunctionAnswer.read(payload);
        } catch (IOException malformed) {
            // On AWS the reason is in the API's access log only, and the caller sees no more than this.
            return GatewayAnswer.FAILED.response();
        }
    }

    /** An HTTP API says no more than this to a caller who does not get in; what was wrong with a token is in the challenge. */
    private static HttpResponse denied(Denied denied) {
        GatewayAnswer answer = denied.status() == 401 ? GatewayAnswer.UNAUTHORIZED : GatewayAnswer.FORBIDDEN;
        HttpResponse response = answer.response();
        return denied.challenge().isPresent()
                ? response.with("www-authenticate", denied.challenge().get())
                : response;
    }

    private static boolean isReachable(ServedApi api) {
        return !Boolean.TRUE.equals(api.state().api().disableExecuteApiEndpoint());
    }
}
