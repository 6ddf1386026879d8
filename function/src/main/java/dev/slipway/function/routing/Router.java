package dev.slipway.function.routing;

import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The protocol's table of paths, for a function that serves one model in one version. */
public final class Router {
    private static final Map<String, Endpoint> FIXED = Map.of(
            "v2", Endpoint.SERVER,
            "v2/health/live", Endpoint.LIVE,
            "v2/health/ready", Endpoint.READY,
            "v2/models", Endpoint.MODELS,
            "v2/repository/index", Endpoint.REPOSITORY_INDEX);
    private static final Map<String, Endpoint> OF_A_MODEL = Map.of(
            "", Endpoint.MODEL,
            "ready", Endpoint.MODEL_READY,
            "config", Endpoint.MODEL_CONFIG,
            "infer", Endpoint.INFER);

    private final String model;

    public Router(String model) {
        this.model = model;
    }

    /**
     * The endpoint for a request.
     *
     * @param path percent-encoded; a trailing slash does not matter
     * @param executedVersion the version that runs: the only one that answers
     * @throws FunctionException NOT_FOUND for an unknown path, model or version; METHOD_NOT_ALLOWED for another verb
     */
    public Route route(String method, String path, String executedVersion) {
        List<String> segments = Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(Router::decode)
                .toList();
        Route route = find(segments);
        if (route == null) {
            throw new FunctionException(
                    Category.NOT_FOUND,
                    "no such path: " + path + "; the paths served are those of the Open Inference Protocol, as GET"
                            + " /v2/models/" + model + " and POST /v2/models/" + model + "/infer");
        }
        checkModel(route, executedVersion);
        if (!method.equals(route.endpoint().method())) {
            throw new FunctionException(
                    Category.METHOD_NOT_ALLOWED,
                    method + " is not allowed for " + path + "; use "
                            + route.endpoint().method());
        }
        return route;
    }

    private static @Nullable Route find(List<String> segments) {
        Endpoint fixed = FIXED.get(String.join("/", segments));
        if (fixed != null) {
            return Route.to(fixed);
        }
        int count = segments.size();
        if (count < 3 || !segments.get(0).equals("v2") || !segments.get(1).equals("models")) {
            return null;
        }
        boolean versioned = count >= 5 && segments.get(3).equals("versions");
        List<String> rest = segments.subList(versioned ? 5 : 3, count);
        Endpoint endpoint = rest.size() > 1 ? null : OF_A_MODEL.get(String.join("/", rest));
        return endpoint == null ? null : new Route(endpoint, segments.get(2), versioned ? segments.get(4) : null);
    }

    private void checkModel(Route route, String executedVersion) {
        if (route.model() != null && !route.model().equals(model)) {
            throw new FunctionException(
                    Category.NOT_FOUND, "unknown model '" + route.model() + "'; this function serves '" + model + "'");
        }
        if (route.version() != null && !route.version().equals(executedVersion)) {
            throw new FunctionException(
                    Category.NOT_FOUND,
                    "version '" + route.version() + "' of model '" + model + "' does not run here; version '"
                            + executedVersion + "' does. Leave /versions/… out to take the one that serves");
        }
    }

    private static String decode(String segment) {
        try {
            // URLDecoder is made for forms, where a plus is a blank; in a path it is a plus
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return segment;
        }
    }
}
