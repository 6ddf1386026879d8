package dev.slipway.local.apigateway;

import dev.slipway.local.apigateway.auth.Guards;
import dev.slipway.local.apigateway.auth.IssuerKeys;
import dev.slipway.local.apigateway.auth.KeyLocations;
import dev.slipway.local.apigateway.auth.Tokens;
import dev.slipway.local.apigateway.front.DataPlane;
import dev.slipway.local.apigateway.front.GatewayAddress;
import dev.slipway.local.apigateway.front.ModelApis;
import dev.slipway.local.apigateway.front.ModelFront;
import dev.slipway.local.apigateway.http.HttpApiPlanes;
import dev.slipway.local.apigateway.http.HttpApis;
import dev.slipway.local.apigateway.http.HttpAuthorizers;
import dev.slipway.local.apigateway.integration.IntegrationCall;
import dev.slipway.local.apigateway.rest.RestApiPlanes;
import dev.slipway.local.codec.RestJsonService;
import dev.slipway.local.http.AwsService;
import dev.slipway.local.http.Gate;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import dev.slipway.local.http.HttpService;
import dev.slipway.local.lambda.InvokePermissions;
import dev.slipway.local.lambda.Invoker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** API Gateway: the control plane for clients and stacks, and the data plane for everybody else. */
public final class ApiGateway {
    private static final HttpResponse NOT_FOUND = HttpResponse.json(404, "{\"message\":\"Not Found\"}");

    private final HttpApiPlanes http;
    private final RestApiPlanes rest;

    /** @param state where the APIs are kept; those of an earlier run are served at once */
    public ApiGateway(Path state, Clock clock, Outside outside) {
        Guards guards =
                new Guards(outside.gate(), new Tokens(new IssuerKeys(outside.keys(), clock), clock), outside.log());
        IntegrationCall integration =
                new IntegrationCall(outside.invoker(), outside.permissions(), threads(), outside.log());
        this.http = HttpApiPlanes.open(state, guards, integration, clock);
        this.rest = RestApiPlanes.open(state.resolve("rest"), guards, integration, clock, outside.log());
    }

    /**
     * What the gateway needs of the world.
     *
     * @param invoker the way to functions
     * @param permissions what the functions' resource policies say
     * @param gate who signed a request
     * @param keys where issuers' keys are that cannot be found by discovery
     * @param log takes the reasons that a caller is not told
     */
    public record Outside(
            Invoker invoker, InvokePermissions permissions, Gate gate, KeyLocations keys, Consumer<String> log) {}

    /** The control plane's operations on HTTP APIs. */
    public HttpApis apis() {
        return http.apis();
    }

    /** The control plane's operations on HTTP APIs' authorizers. */
    public HttpAuthorizers authorizers() {
        return http.authorizers();
    }

    /** All of REST APIs. */
    public RestApiPlanes rest() {
        return rest;
    }

    /** The control plane over the wire. */
    public AwsService controlPlane() {
        List<Object> operations = new ArrayList<>(rest.operations());
        operations.add(http.apis());
        operations.add(http.authorizers());
        return new RestJsonService(Set.of("apigateway"), operations.toArray());
    }

    /** Serves {@code /_api/…}, {@code /_aws/execute-api/…}, {@code /restapis/…} and the hosts {@code {id}.execute-api.…}. */
    public HttpService dataPlane(ModelApis models) {
        DataPlane data = new EitherKind(http.data(), rest.data());
        ModelFront front = new ModelFront(models, data);
        return request -> serve(data, front, request);
    }

    private static HttpResponse serve(DataPlane data, ModelFront front, HttpRequest request) throws IOException {
        Optional<GatewayAddress> address = GatewayAddress.of(request);
        if (address.isPresent()) {
            return data.serve(address.get(), request);
        }
        return request.rawPath().startsWith(ModelFront.PREFIX) ? front.serve(request) : NOT_FOUND;
    }

    /** Each API's requests go to its own kind; those to no API are refused by the kind that they look like. */
    private record EitherKind(DataPlane http, DataPlane rest) implements DataPlane {
        @Override
        public boolean has(String apiId) {
            return http.has(apiId) || rest.has(apiId);
        }

        @Override
        public HttpResponse serve(GatewayAddress address, HttpRequest request) throws IOException {
            boolean isRest = rest.has(address.apiId()) || (address.isRest() && !http.has(address.apiId()));
            return (isRest ? rest : http).serve(address, request);
        }
    }

    private static ExecutorService threads() {
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "integration");
            thread.setDaemon(true);
            return thread;
        });
    }
}
