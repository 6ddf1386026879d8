package dev.slipway.local.apigateway;

import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/** A gateway with an HTTP API that sends everything to the function. */
abstract class HttpApiCase extends GatewayCase {
    String api = "";

    @BeforeEach
    void make_an_api() {
        api = gateway.apis()
                .createApi(CreateApiRequest.builder()
                        .name("a")
                        .protocolType(ProtocolType.HTTP)
                        .target(ALIAS)
                        .build())
                .apiId();
    }

    void route(String key) {
        route(CreateRouteRequest.builder().routeKey(key));
    }

    void route(CreateRouteRequest.Builder route) {
        String integration = gateway.apis()
                .createIntegration(CreateIntegrationRequest.builder()
                        .apiId(api)
                        .integrationType(IntegrationType.AWS_PROXY)
                        .integrationUri(ALIAS)
                        .payloadFormatVersion("2.0")
                        .build())
                .integrationId();
        gateway.apis()
                .createRoute(
                        route.apiId(api).target("integrations/" + integration).build());
    }

    void stage(String name, double rate, int burst) {
        gateway.apis()
                .createStage(CreateStageRequest.builder()
                        .apiId(api)
                        .stageName(name)
                        .defaultRouteSettings(
                                settings -> settings.throttlingRateLimit(rate).throttlingBurstLimit(burst))
                        .build());
    }

    HttpResponse get(String path) throws IOException {
        return get(path, Map.of());
    }

    HttpResponse get(String path, Map<String, List<String>> headers) throws IOException {
        Map<String, List<String>> all = new HashMap<>(headers);
        all.put("host", List.of(api + ".execute-api.localhost"));
        return send("GET", path, "", all, new byte[0]);
    }

    HttpResponse post(String type, byte[] body) throws IOException {
        return send(
                "POST",
                "/x",
                "",
                Map.of("host", List.of(api + ".execute-api.localhost"), "content-type", List.of(type)),
                body);
    }
}
