package dev.slipway.local.apigateway.rest;

import dev.slipway.local.apigateway.wire.Shapes;
import dev.slipway.local.http.AwsError;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponseResponse;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseResponse;

/**
 * The control plane of declared answers, which tutorials and tools write for every method. They are kept and shown; a Lambda
 * proxy passes the function's own answer on, here as on AWS.
 */
public final class RestResponses {
    private final RestMethods methods;

    RestResponses(RestMethods methods) {
        this.methods = methods;
    }

    /** @throws AwsError {@code ConflictException} when the method declares the status already */
    public PutMethodResponseResponse putMethodResponse(PutMethodResponseRequest request) {
        MethodResponse response = Shapes.copy(request, MethodResponse.builder()).build();
        methods.change(request.restApiId(), request.resourceId(), request.httpMethod(), method -> {
            if (method.methodResponses().containsKey(request.statusCode())) {
                throw Refusals.conflict("Response already exists for this resource");
            }
            return method.toBuilder()
                    .methodResponses(with(method.methodResponses(), request.statusCode(), response))
                    .build();
        });
        return Shapes.copy(response, PutMethodResponseResponse.builder()).build();
    }

    public GetMethodResponseResponse getMethodResponse(GetMethodResponseRequest request) {
        Method method = methods.find(request.restApiId(), request.resourceId(), request.httpMethod());
        MethodResponse response = method.methodResponses().get(request.statusCode());
        if (response == null) {
            throw Refusals.notFound("Invalid Response status code specified");
        }
        return Shapes.copy(response, GetMethodResponseResponse.builder()).build();
    }

    /** Written again it is replaced, as on AWS. */
    public PutIntegrationResponseResponse putIntegrationResponse(PutIntegrationResponseRequest request) {
        IntegrationResponse response =
                Shapes.copy(request, IntegrationResponse.builder()).build();
        methods.change(
                request.restApiId(),
                request.resourceId(),
                request.httpMethod(),
                method -> method.toBuilder()
                        .methodIntegration(RestMethods.integrationOf(method).toBuilder()
                                .integrationResponses(with(
                                        method.methodIntegration().integrationResponses(),
                                        request.statusCode(),
                                        response))
                                .build())
                        .build());
        return Shapes.copy(response, PutIntegrationResponseResponse.builder()).build();
    }

    private static <T> Map<String, T> with(Map<String, T> responses, String status, T response) {
        Map<String, T> more = new LinkedHashMap<>(responses);
        more.put(Refusals.require(status, "statusCode"), response);
        return more;
    }
}
