package dev.slipway.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Sends each request where it belongs: health, the gateway, or the service it was signed for. */
public final class Dispatch implements HttpService {
    private static final Pattern API_HOST = Pattern.compile("[a-z0-9]+\\.execute-api\\..*");
    private static final Pattern REST_API = Pattern.compile("/restapis/[^/]+/[^/]+/_user_request_(/.*)?");

    private final Gate gate;
    private final Map<String, AwsService> bySigningName = new HashMap<>();
    private final HttpService gateway;

    /** @param gate sees every request to a service first; the gateway asks it where a route wants a signature */
    public Dispatch(Gate gate, List<AwsService> services, HttpService gateway) {
        this.gate = gate;
        services.forEach(service -> service.signingNames().forEach(name -> bySigningName.put(name, service)));
        this.gateway = gateway;
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        if (request.rawPath().equals("/_slipway/health")) {
            return HttpResponse.json(200, "{\"status\":\"ok\"}");
        }
        return isForGateway(request) ? toGateway(request) : toService(request);
    }

    private HttpResponse toGateway(HttpRequest request) throws IOException {
        try {
            return gateway.handle(request);
        } catch (AwsError error) {
            return JsonErrors.restJson(error);
        }
    }

    private HttpResponse toService(HttpRequest request) throws IOException {
        String name = CredentialScope.of(request)
                .map(CredentialScope::service)
                .orElseGet(() -> UnsignedRequest.service(request));
        AwsService service = bySigningName.get(name);
        if (service == null) {
            return JsonErrors.restJson(new AwsError(
                    501,
                    "NotImplemented",
                    "The embedded cloud has no service '" + name + "'; it has "
                            + bySigningName.keySet().stream().sorted().toList()));
        }
        try {
            HttpRequest admitted = gate.admit(request, name);
            try (InputStream body = admitted.body()) {
                return service.handle(admitted);
            }
        } catch (AwsError refused) {
            return service.refuse(request, refused);
        }
    }

    private static boolean isForGateway(HttpRequest request) {
        String path = request.rawPath();
        return path.equals("/_api")
                || path.startsWith("/_api/")
                || path.startsWith("/_aws/execute-api/")
                || REST_API.matcher(path).matches()
                || request.header("host")
                        .filter(host -> API_HOST.matcher(host).matches())
                        .isPresent();
    }
}
