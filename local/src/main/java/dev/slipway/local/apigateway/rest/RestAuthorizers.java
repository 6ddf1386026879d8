package dev.slipway.local.apigateway.rest;

import dev.slipway.local.apigateway.wire.Patches;
import dev.slipway.local.apigateway.wire.RequestIds;
import dev.slipway.local.apigateway.wire.Shapes;
import dev.slipway.local.http.AwsError;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizersRequest;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizersResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateAuthorizerResponse;

/** The control plane of a REST API's authorizers, in the SDK's own shapes. */
public final class RestAuthorizers {
    private static final Set<String> PATCHED =
            Set.of("name", "identitySource", "providerARNs", "authorizerResultTtlInSeconds");

    private final RestStore store;

    RestAuthorizers(RestStore store) {
        this.store = store;
    }

    /** @throws AwsError 501 for a kind that is not enforced here */
    public CreateAuthorizerResponse createAuthorizer(CreateAuthorizerRequest request) {
        Authorizer authorizer = authorizer(RequestIds.resource(6), request);
        store.change(request.restApiId(), state -> state.with(authorizer));
        return Shapes.copy(authorizer, CreateAuthorizerResponse.builder()).build();
    }

    public GetAuthorizerResponse getAuthorizer(GetAuthorizerRequest request) {
        return Shapes.copy(
                        store.get(request.restApiId()).authorizer(request.authorizerId()),
                        GetAuthorizerResponse.builder())
                .build();
    }

    public GetAuthorizersResponse getAuthorizers(GetAuthorizersRequest request) {
        return GetAuthorizersResponse.builder()
                .items(store.get(request.restApiId()).authorizers())
                .build();
    }

    public UpdateAuthorizerResponse updateAuthorizer(UpdateAuthorizerRequest request) {
        RestState changed = store.change(
                request.restApiId(),
                state -> state.with(Patches.apply(
                                state.authorizer(request.authorizerId()).toBuilder(),
                                request.patchOperations(),
                                PATCHED)
                        .build()));
        return Shapes.copy(changed.authorizer(request.authorizerId()), UpdateAuthorizerResponse.builder())
                .build();
    }

    /** @throws AwsError {@code ConflictException} while a method asks for it */
    public DeleteAuthorizerResponse deleteAuthorizer(DeleteAuthorizerRequest request) {
        store.change(request.restApiId(), state -> {
            Authorizer gone = state.authorizer(request.authorizerId());
            boolean used = state.resources().stream()
                    .flatMap(resource -> resource.resourceMethods().values().stream())
                    .anyMatch(method -> gone.id().equals(method.authorizerId()));
            if (used) {
                throw Refusals.conflict("Cannot delete authorizer '" + gone.id() + "', is referenced in method");
            }
            return state.withAuthorizers(state.authorizers().stream()
                    .filter(authorizer -> !authorizer.equals(gone))
                    .toList());
        });
        return DeleteAuthorizerResponse.builder().build();
    }

    /** For stacks, whose updates say all that an authorizer shall be. */
    public void replace(String id, CreateAuthorizerRequest wanted) {
        store.change(wanted.restApiId(), state -> {
            state.authorizer(id);
            return state.with(authorizer(id, wanted));
        });
    }

    private static Authorizer authorizer(String id, CreateAuthorizerRequest request) {
        Refusals.require(request.name(), "name");
        Refusals.require(request.typeAsString(), "type");
        return Shapes.copy(request, Authorizer.builder()).id(id).build();
    }
}
