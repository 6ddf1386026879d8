package dev.slipway.local.apigateway.front;

import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import dev.slipway.local.http.Percent;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One URL over all stacks: {@code /_api/v2/models/{model}/…} goes to the API that serves the model, the rest to the first. */
public final class ModelFront {
    public static final String PREFIX = "/_api";
    private static final Pattern MODEL = Pattern.compile("/v2/models/([^/]+)(?:/.*)?");
    private static final HttpResponse NOTHING_DEPLOYED = HttpResponse.json(
            503, "{\"error\":\"not ready: nothing is deployed here yet; run ./slipway deploy <bundle>\"}");

    private final ModelApis models;
    private final DataPlane gateway;

    public ModelFront(ModelApis models, DataPlane gateway) {
        this.models = models;
        this.gateway = gateway;
    }

    public HttpResponse serve(HttpRequest request) throws IOException {
        String path = request.rawPath().substring(PREFIX.length());
        Optional<ModelApis.Target> first = models.first();
        if (first.isEmpty()) {
            return NOTHING_DEPLOYED;
        }
        Matcher named = MODEL.matcher(path);
        if (!named.matches()) {
            return serve(first.get(), path.isEmpty() ? "/" : path, request);
        }
        String model = Percent.decodePath(named.group(1));
        Optional<ModelApis.Target> target = models.serving(model);
        return target.isPresent() ? serve(target.get(), path, request) : unknown(model);
    }

    private HttpResponse serve(ModelApis.Target target, String path, HttpRequest request) throws IOException {
        return gateway.serve(new GatewayAddress(target.apiId(), target.stage(), path, false), request);
    }

    private HttpResponse unknown(String model) {
        String shown = model.replaceAll("[^A-Za-z0-9._ -]", "?");
        return HttpResponse.json(
                404,
                "{\"error\":\"no model '" + shown + "' is deployed here; deployed: "
                        + String.join(", ", models.models()) + "\"}");
    }
}
