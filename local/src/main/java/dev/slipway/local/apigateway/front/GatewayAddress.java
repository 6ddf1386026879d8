package dev.slipway.local.apigateway.front;

import dev.slipway.local.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in the gateway a request goes.
 *
 * @param apiId the API
 * @param stage the stage's name; {@code $default} when the address names none
 * @param path the path below the stage, percent-encoded as sent, beginning with a slash
 * @param isRest whether the address is of a shape that REST APIs alone have
 */
public record GatewayAddress(String apiId, String stage, String path, boolean isRest) {
    public static final String DEFAULT_STAGE = "$default";
    private static final Pattern HOST = Pattern.compile("([a-z0-9]+)\\.execute-api\\..*");
    private static final Pattern PATH = Pattern.compile("/_aws/execute-api/([^/]+)/([^/]+)(/.*)?");
    private static final Pattern REST_PATH = Pattern.compile("/restapis/([^/]+)/([^/]+)/_user_request_(/.*)?");

    /** By the path {@code /_aws/execute-api/{id}/{stage}/…}, {@code /restapis/{id}/{stage}/_user_request_/…}, else by the host {@code {id}.execute-api.localhost}. */
    public static Optional<GatewayAddress> of(HttpRequest request) {
        for (Pattern shape : List.of(PATH, REST_PATH)) {
            Matcher path = shape.matcher(request.rawPath());
            if (path.matches()) {
                String stage = path.group(2).replace("%24", "$");
                String below = path.group(3) == null ? "/" : path.group(3);
                return Optional.of(new GatewayAddress(path.group(1), stage, below, shape == REST_PATH));
            }
        }
        Matcher host = HOST.matcher(request.header("host").orElse(""));
        return host.matches()
                ? Optional.of(new GatewayAddress(host.group(1), DEFAULT_STAGE, request.rawPath(), false))
                : Optional.empty();
    }

    /** The same, with the path's first segment taken for the stage where there is a stage of that name. */
    public GatewayAddress resolve(Predicate<String> isStage) {
        if (!stage.equals(DEFAULT_STAGE)) {
            return this;
        }
        int slash = path.indexOf('/', 1);
        String first = slash < 0 ? path.substring(1) : path.substring(1, slash);
        return !first.isEmpty() && isStage.test(first)
                ? new GatewayAddress(apiId, first, slash < 0 ? "/" : path.substring(slash), isRest)
                : this;
    }

    /** A named stage shows in the event's path, {@code $default} does not. */
    public String eventPath(String decodedPath) {
        return stage.equals(DEFAULT_STAGE) ? decodedPath : "/" + stage + decodedPath;
    }
}
