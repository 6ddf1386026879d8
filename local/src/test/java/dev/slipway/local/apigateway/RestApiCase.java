package dev.slipway.local.apigateway;

import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;

/** A gateway with a REST API: {@code ANY /v2/{proxy+}} leads to the function, deployed to the stage {@code live}. */
abstract class RestApiCase extends GatewayCase {
    static final String URI = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/" + ALIAS + "/invocations";

    String api = "";
    String root = "";
    String proxy = "";

    @BeforeEach
    void make_an_api() {
        CreateRestApiResponse made = gateway.rest()
                .apis()
                .createRestApi(CreateRestApiRequest.builder()
                        .name("a")
                        .binaryMediaTypes("image/png")
                        .build());
        api = made.id();
        root = made.rootResourceId();
        proxy = resource(resource(root, "v2"), "{proxy+}");
        method(proxy, "ANY", method -> {});
        deploy();
    }

    String resource(String parent, String part) {
        return gateway.rest()
                .apis()
                .createResource(CreateResourceRequest.builder()
                        .restApiId(api)
                        .parentId(parent)
                        .pathPart(part)
                        .build())
                .id();
    }

    void method(String resource, String verb, Consumer<PutMethodRequest.Builder> more) {
        PutMethodRequest.Builder method = PutMethodRequest.builder()
                .restApiId(api)
                .resourceId(resource)
                .httpMethod(verb)
                .authorizationType("NONE");
        more.accept(method);
        gateway.rest().methods().putMethod(method.build());
        gateway.rest()
                .methods()
                .putIntegration(PutIntegrationRequest.builder()
                        .restApiId(api)
                        .resourceId(resource)
                        .httpMethod(verb)
                        .type(IntegrationType.AWS_PROXY)
                        .integrationHttpMethod("POST")
                        .uri(URI)
                        .build());
    }

    /** Takes a picture and leads the stage {@code live} to it. */
    String deploy() {
        return gateway.rest()
                .deployments()
                .createDeployment(CreateDeploymentRequest.builder()
                        .restApiId(api)
                        .stageName("live")
                        .build())
                .id();
    }

    void patchStage(String path, String value) {
        gateway.rest()
                .stages()
                .updateStage(UpdateStageRequest.builder()
                        .restApiId(api)
                        .stageName("live")
                        .patchOperations(PatchOperation.builder()
                                .op(Op.REPLACE)
                                .path(path)
                                .value(value)
                                .build())
                        .build());
    }

    HttpResponse get(String path) throws IOException {
        return get(path, Map.of());
    }

    HttpResponse get(String path, Map<String, List<String>> headers) throws IOException {
        return send("GET", "/_aws/execute-api/" + api + "/live" + path, "", headers, new byte[0]);
    }

    static String type(HttpResponse answer) {
        return header(answer, "x-amzn-ErrorType");
    }
}
