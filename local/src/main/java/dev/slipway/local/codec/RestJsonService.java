package dev.slipway.local.codec;

import dev.slipway.local.codec.Operations.Operation;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.AwsService;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import dev.slipway.local.http.JsonErrors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** An object's operations over REST-JSON, as Lambda and API Gateway speak it. */
public final class RestJsonService implements AwsService {
    private final Set<String> signingNames;
    private final List<Object> targets;
    private volatile @Nullable List<Route> routes;

    /** @param targets offer their operations as public methods from an SDK request shape to a response shape */
    public RestJsonService(Set<String> signingNames, Object... targets) {
        this.signingNames = Set.copyOf(signingNames);
        this.targets = List.of(targets);
    }

    @Override
    public Set<String> signingNames() {
        return signingNames;
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        try {
            return answer(request);
        } catch (AwsError error) {
            return JsonErrors.restJson(error);
        }
    }

    @Override
    public HttpResponse refuse(HttpRequest request, AwsError error) {
        return JsonErrors.restJson(error);
    }

    private HttpResponse answer(HttpRequest request) throws IOException {
        for (Route route : routes()) {
            Map<String, String> labels = route.match(request.method(), request.rawPath());
            if (labels != null) {
                Operation operation = route.operation();
                SdkPojo builder = operation.builder();
                RestJsonRequest.read(request, labels, builder);
                return RestJsonResponse.of(operation.name(), operation.call(builder, request.access()));
            }
        }
        throw new AwsError(
                404,
                "UnknownOperationException",
                "The embedded cloud has no operation " + request.method() + " " + request.rawPath());
    }

    /** Made at the first call: the SDK's shapes and marshallers are no part of the start. */
    private List<Route> routes() {
        List<Route> known = routes;
        if (known == null) {
            known = new ArrayList<>();
            for (Object target : targets) {
                for (Operation operation : new Operations(target).byName().values()) {
                    known.add(Route.of(operation));
                }
            }
            known.sort(Comparator.comparing(Route::labelCount));
            routes = known;
        }
        return known;
    }
}
