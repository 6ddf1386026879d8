package dev.slipway.local.apigateway;

import dev.slipway.local.codec.RestJsonService;
import dev.slipway.local.http.AwsService;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import dev.slipway.local.http.HttpService;
import dev.slipway.local.lambda.Invoker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** API Gateway: the control plane for clients and stacks, and the data plane for everybody else. */
public final class ApiGateway {
    private static final String ACCOUNT = "000000000000";

    private final HttpApis control;
    private final ExecuteApi data;

    /**
     * @param state where the APIs are kept; those of an earlier run are served at once
     * @param clock for events and throttling
     */
    public ApiGateway(Path state, Clock clock, Invoker invoker) {
        ApiStore store = new ApiStore(state, clock);
        this.control = new HttpApis(store, clock);
        this.data = new ExecuteApi(store, new EventWriter(clock, ACCOUNT), new IntegrationCall(invoker, threads()));
    }

    /** The control plane's operations. */
    public HttpApis apis() {
        return control;
    }

    /** The control plane over the wire. */
    public AwsService controlPlane() {
        return new RestJsonService(Set.of("apigateway"), control);
    }

    /** Serves {@code /_api/…}, {@code /_aws/execute-api/…} and the hosts {@code {id}.execute-api.…}. */
    public HttpService dataPlane(ModelApis models) {
        ModelFront front = new ModelFront(models, data);
        return request -> serve(front, request);
    }

    private HttpResponse serve(ModelFront front, HttpRequest request) throws IOException {
        Optional<GatewayAddress> address = GatewayAddress.of(request);
        if (address.isPresent()) {
            return data.serve(address.get(), request);
        }
        return request.rawPath().startsWith(ModelFront.PREFIX)
                ? front.serve(request)
                : GatewayAnswer.NOT_FOUND.response();
    }

    private static ExecutorService threads() {
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "integration");
            thread.setDaemon(true);
            return thread;
        });
    }
}
