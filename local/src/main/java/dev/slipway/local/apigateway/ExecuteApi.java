package dev.slipway.local.apigateway;

import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import dev.slipway.local.http.Percent;
import java.io.IOException;
import java.util.Optional;

/** The data plane: API, stage, route, throttle, body, event, function, answer. */
final class ExecuteApi {
    private static final int MAX_BODY = 10 << 20;

    private final ApiStore apis;
    private final EventWriter events;
    private final IntegrationCall integration;

    ExecuteApi(ApiStore apis, EventWriter events, IntegrationCall integration) {
        this.apis = apis;
        this.events = events;
        this.integration = integration;
    }

    /** Serves one request; the answer carries the gateway's request id whoever gave it. */
    HttpResponse serve(GatewayAddress address, HttpRequest request) throws IOException {
        String requestId = RequestIds.request();
        return answer(address, request, requestId).with("apigw-requestid", requestId);
    }

    private HttpResponse answer(GatewayAddress address, HttpRequest request, String requestId) throws IOException {
        Optional<ServedApi> api = apis.find(address.apiId()).filter(ExecuteApi::isReachable);
        if (api.isEmpty()) {
            return GatewayAnswer.NOT_FOUND.response();
        }
        GatewayAddress exact = address.resolve(name -> api.get().stage(name).isPresent());
        Optional<ServedStage> stage = api.get().stage(exact.stage());
        String path = Percent.decodePath(exact.path());
        Optional<RouteTable.Match> route = api.get().routes().match(request.method(), path);
        if (stage.isEmpty() || route.isEmpty()) {
            return GatewayAnswer.NOT_FOUND.response();
        }
        if (!stage.get().admits(route.get().routeKey())) {
            return GatewayAnswer.THROTTLED.response();
        }
        byte[] body = request.body().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            return GatewayAnswer.TOO_LARGE.response();
        }
        Call call = new Call(
                request,
                exact.apiId(),
                exact.stage(),
                exact.eventPath(path),
                stage.get().variables(),
                route.get(),
                body);
        return integration.answer(route.get().target(), events.write(call, requestId));
    }

    private static boolean isReachable(ServedApi api) {
        return !Boolean.TRUE.equals(api.state().api().disableExecuteApiEndpoint());
    }
}
