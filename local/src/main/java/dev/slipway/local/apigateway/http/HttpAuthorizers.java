package dev.slipway.local.apigateway.http;

import dev.slipway.local.apigateway.wire.RequestIds;
import dev.slipway.local.apigateway.wire.Shapes;
import dev.slipway.local.http.AwsError;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAuthorizerResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizerResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizersRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizersResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateAuthorizerResponse;

/** The control plane of an HTTP API's authorizers, in the SDK's own shapes. */
public final class HttpAuthorizers {
    private final ApiStore store;

    HttpAuthorizers(ApiStore store) {
        this.store = store;
    }

    public CreateAuthorizerResponse createAuthorizer(CreateAuthorizerRequest request) {
        if (request.name() == null || request.name().isEmpty()) {
            throw new AwsError(400, "BadRequestException", "Name is required");
        }
        Authorizer authorizer = Shapes.copy(request, Authorizer.builder())
                .authorizerId(RequestIds.resource(6))
                .build();
        store.change(request.apiId(), state -> state.with(authorizer));
        return Shapes.copy(authorizer, CreateAuthorizerResponse.builder()).build();
    }

    public GetAuthorizerResponse getAuthorizer(GetAuthorizerRequest request) {
        return Shapes.copy(
                        authorizer(store.get(request.apiId()), request.authorizerId()), GetAuthorizerResponse.builder())
                .build();
    }

    public GetAuthorizersResponse getAuthorizers(GetAuthorizersRequest request) {
        return GetAuthorizersResponse.builder()
                .items(store.get(request.apiId()).authorizers())
                .build();
    }

    public UpdateAuthorizerResponse updateAuthorizer(UpdateAuthorizerRequest request) {
        store.change(
                request.apiId(),
                state -> state.with(Shapes.copy(request, authorizer(state, request.authorizerId()).toBuilder())
                        .build()));
        return Shapes.copy(
                        authorizer(store.get(request.apiId()), request.authorizerId()),
                        UpdateAuthorizerResponse.builder())
                .build();
    }

    /** @throws AwsError {@code ConflictException} while a route asks for it */
    public DeleteAuthorizerResponse deleteAuthorizer(DeleteAuthorizerRequest request) {
        store.change(request.apiId(), state -> {
            Authorizer gone = authorizer(state, request.authorizerId());
            state.routes().stream()
                    .filter(route -> gone.authorizerId().equals(route.authorizerId()))
                    .findFirst()
                    .ifPresent(route -> {
                        throw new AwsError(
                                409,
                                "ConflictException",
                                "Cannot delete authorizer '" + gone.authorizerId() + "', is referenced in route: "
                                        + route.routeKey());
                    });
            return state.withAuthorizers(state.authorizers().stream()
                    .filter(authorizer -> !authorizer.equals(gone))
                    .toList());
        });
        return DeleteAuthorizerResponse.builder().build();
    }

    private static Authorizer authorizer(ApiState state, String id) {
        return state.authorizers().stream()
                .filter(authorizer -> authorizer.authorizerId().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new AwsError(404, "NotFoundException", "Invalid Authorizer identifier specified " + id));
    }
}
