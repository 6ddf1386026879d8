package dev.slipway.local.apigateway.rest;

import dev.slipway.local.apigateway.auth.Denied;
import dev.slipway.local.apigateway.auth.Identity;
import dev.slipway.local.apigateway.front.DataPlane;
import dev.slipway.local.apigateway.front.GatewayAddress;
import dev.slipway.local.apigateway.integration.IntegrationCall;
import dev.slipway.local.apigateway.integration.Outcome;
import dev.slipway.local.apigateway.integration.Source;
import dev.slipway.local.apigateway.keys.KeyCheck;
import dev.slipway.local.apigateway.keys.KeyVerdict;
import dev.slipway.local.apigateway.keys.UsedKey;
import dev.slipway.local.apigateway.route.RouteTable;
import dev.slipway.local.apigateway.wire.Buffered;
import dev.slipway.local.apigateway.wire.CallIds;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import dev.slipway.local.http.Percent;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** The data plane: API, stage, method, body, authorization, API key, throttle, event, function, answer. */
final class RestExecute implements DataPlane {
    private static final int MAX_BODY = 10 << 20;

    private final RestStore apis;
    private final KeyCheck keys;
    private final RestEventWriter events;
    private final IntegrationCall integration;
    private final Consumer<String> log;

    /** @param log takes the reasons that a caller is not told */
    RestExecute(
            RestStore apis, KeyCheck keys, RestEventWriter events, IntegrationCall integration, Consumer<String> log) {
        this.apis = apis;
        this.keys = keys;
        this.events = events;
        this.integration = integration;
        this.log = log;
    }

    @Override
    public boolean has(String apiId) {
        return apis.find(apiId).isPresent();
    }

    /** Serves one request; the answer carries the gateway's request ids whoever gave it. */
    @Override
    public HttpResponse serve(GatewayAddress address, HttpRequest request) throws IOException {
        CallIds ids = CallIds.make();
        return answer(address, request, ids)
                .with("x-amzn-RequestId", ids.requestId())
                .with("x-amz-apigw-id", ids.extendedId());
    }

    private HttpResponse answer(GatewayAddress address, HttpRequest request, CallIds ids) throws IOException {
        Optional<ServedRest> api = apis.find(address.apiId()).filter(RestExecute::isReachable);
        if (api.isEmpty()) {
            return RestAnswer.NO_API;
        }
        GatewayAddress exact = address.resolve(name -> api.get().stage(name).isPresent());
        Optional<ServedStage> stage = api.get().stage(exact.stage());
        if (stage.isEmpty()) {
            return RestAnswer.NO_API;
        }
        Optional<RouteTable.Match<ServedMethod>> method =
                stage.get().snapshot().methods().match(request.method(), Percent.decodePath(exact.path()));
        if (method.isEmpty()) {
            return RestAnswer.NO_ROUTE;
        }
        Optional<Buffered> buffered = Buffered.read(request, MAX_BODY);
        return buffered.isEmpty()
                ? RestAnswer.TOO_LARGE
                : admitted(exact, stage.get(), method.get(), buffered.get(), ids);
    }

    private HttpResponse admitted(
            GatewayAddress address,
            ServedStage stage,
            RouteTable.Match<ServedMethod> method,
            Buffered buffered,
            CallIds ids)
            throws IOException {
        HttpRequest request = buffered.request();
        ServedMethod route = method.route();
        try {
            String decoded = Percent.decodePath(address.path()).substring(1);
            Identity caller = route.guard()
                    .admit(buffered.again(), new Source(address.apiId(), address.stage(), request.method(), decoded));
            Optional<UsedKey> key = Optional.empty();
            if (route.keyRequired()) {
                KeyCheck.Result result = keys.check(
                        request.header("x-api-key"),
                        address.apiId(),
                        address.stage(),
                        route.path() + "/" + request.method());
                if (result.verdict() != KeyVerdict.ADMITTED) {
                    return RestAnswer.of(result.verdict());
                }
                key = result.key();
            }
            if (!stage.admits(route.path(), request.method())) {
                return RestAnswer.THROTTLED;
            }
            return integrate(
                    new RestCall(request, address.apiId(), stage, address.path(), method, caller, key, buffered.body()),
                    ids);
        } catch (Denied denied) {
            return RestAnswer.of(denied);
        }
    }

    private HttpResponse integrate(RestCall call, CallIds ids) throws IOException {
        Outcome outcome = integration.call(call.method().route().target(), call.source(), events.write(call, ids));
        return switch (outcome.kind()) {
            case RETURNED -> returned(call, outcome.payload());
            case TIMED_OUT -> RestAnswer.TIMED_OUT;
            case REFUSED, THROTTLED -> RestAnswer.REFUSED;
            case TOO_LARGE -> RestAnswer.TOO_LARGE;
            case FUNCTION_FAILED -> RestAnswer.MALFORMED;
        };
    }

    private HttpResponse returned(RestCall call, byte[] payload) {
        try {
            return RestFunctionAnswer.read(
                    payload, call.stage().snapshot().binary(), call.request().header("accept"));
        } catch (IOException malformed) {
            log.accept("API " + call.apiId() + ": Malformed Lambda proxy response: " + malformed.getMessage());
            return RestAnswer.MALFORMED;
        }
    }

    private static boolean isReachable(ServedRest api) {
        return !Boolean.TRUE.equals(api.state().api().disableExecuteApiEndpoint());
    }
}
