package dev.slipway.function;

import dev.slipway.function.event.Event;
import dev.slipway.function.event.HttpEvent;
import dev.slipway.function.event.Reply;
import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import dev.slipway.function.metrics.Caller;
import dev.slipway.function.metrics.Measurement;
import dev.slipway.function.routing.Endpoint;
import dev.slipway.function.routing.Route;
import dev.slipway.function.routing.Router;
import dev.slipway.function.warm.LoadedModel;
import dev.slipway.function.warm.WarmModel;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.pipeline.ServingModel;
import dev.slipway.inference.protocol.Identity;
import java.util.function.Consumer;

/** What each endpoint answers. */
final class Endpoints {
    /** Lambda takes and gives 6 MB in a synchronous call; the rest is left for the envelope. */
    private static final int LARGEST_BODY = 6 * 1024 * 1024 - 16 * 1024;

    private final String model;
    private final Router router;
    private final Descriptions descriptions;
    private final WarmModel warm;

    Endpoints(String model, WarmModel warm) {
        this.model = model;
        this.router = new Router(model);
        this.descriptions = new Descriptions(model);
        this.warm = warm;
    }

    /**
     * Answers a call.
     *
     * @param whenLoaded told where this call is the one that loads the model
     */
    Reply answer(Event event, Caller caller, Measurement measured, Consumer<LoadedModel> whenLoaded) {
        Endpoint endpoint = endpoint(event, caller.version());
        return Reply.ok(
                switch (endpoint) {
                    case SERVER -> descriptions.server();
                    case LIVE -> descriptions.live();
                    case MODELS -> descriptions.models();
                    case REPOSITORY_INDEX -> descriptions.index(caller.version(), warm.isLoaded());
                    case READY -> {
                        warm.get(whenLoaded);
                        yield descriptions.ready();
                    }
                    case MODEL_READY -> {
                        warm.get(whenLoaded);
                        yield descriptions.modelReady();
                    }
                    case MODEL -> descriptions.model(manifest(whenLoaded), caller.version());
                    case MODEL_CONFIG -> descriptions.config(manifest(whenLoaded));
                    case INFER -> infer(event.body(), caller, measured, whenLoaded);
                });
    }

    private Endpoint endpoint(Event event, String version) {
        if (event instanceof HttpEvent http) {
            Route route = router.route(http.method(), http.path(), version);
            if (route.endpoint() == Endpoint.INFER) {
                MediaTypes.check(http);
            }
            return route.endpoint();
        }
        return Endpoint.INFER;
    }

    private Manifest manifest(Consumer<LoadedModel> whenLoaded) {
        return warm.get(whenLoaded).model().manifest();
    }

    private byte[] infer(byte[] body, Caller caller, Measurement measured, Consumer<LoadedModel> whenLoaded) {
        checkSize("the request's body", body, "send fewer rows in each request");
        ServingModel serving = warm.get(whenLoaded).model();
        byte[] response = Prediction.predict(body, serving, new Identity(model, caller.version()), measured);
        checkSize("the response", response, "ask for fewer rows, or name the 'outputs' you need");
        return response;
    }

    private static void checkSize(String what, byte[] body, String next) {
        if (body.length > LARGEST_BODY) {
            throw new FunctionException(
                    Category.TOO_LARGE,
                    what + " has " + body.length + " bytes, Lambda carries " + LARGEST_BODY + " at most; " + next);
        }
    }
}
