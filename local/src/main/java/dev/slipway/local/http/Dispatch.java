package dev.slipway.local.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sends each request where it belongs: health, the gateway, or the service it was signed for. */
public final class Dispatch implements HttpService {
    private static final Pattern API_HOST = Pattern.compile("[a-z0-9]+\\.execute-api\\..*");
    private static final String UNSIGNED = "s3";

    private final Map<String, HttpService> bySigningName = new HashMap<>();
    private final HttpService gateway;

    public Dispatch(List<AwsService> services, HttpService gateway) {
        services.forEach(service -> service.signingNames().forEach(name -> bySigningName.put(name, service)));
        this.gateway = gateway;
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        if (request.rawPath().equals("/_slipway/health")) {
            return HttpResponse.json(200, "{\"status\":\"ok\"}");
        }
        try {
            return isForGateway(request)
                    ? gateway.handle(request)
                    : service(request).handle(request);
        } catch (AwsError error) {
            return JsonErrors.restJson(error);
        }
    }

    private static boolean isForGateway(HttpRequest request) {
        String path = request.rawPath();
        return path.equals("/_api")
                || path.startsWith("/_api/")
                || path.startsWith("/_aws/execute-api/")
                || request.header("host")
                        .filter(host -> API_HOST.matcher(host).matches())
                        .isPresent();
    }

    private HttpService service(HttpRequest request) {
        Optional<CredentialScope> scope = CredentialScope.of(request);
        String name = scope.map(CredentialScope::service).orElse(UNSIGNED);
        HttpService service = bySigningName.get(name);
        if (scope.isPresent() && service == null) {
            throw new AwsError(
                    501,
                    "NotImplemented",
                    "The embedded cloud has no service '" + name + "'; it has "
                            + bySigningName.keySet().stream().sorted().toList());
        }
        if (service == null || (scope.isEmpty() && request.rawPath().equals("/"))) {
            throw new AwsError(403, "MissingAuthenticationToken", "Missing Authentication Token");
        }
        return service;
    }
}
