package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.rest.RestAuthorizers;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizersRequest;

/** {@code AWS::ApiGateway::Authorizer}. */
final class RestAuthorizerType implements ResourceType {
    private final RestAuthorizers authorizers;

    RestAuthorizerType(RestAuthorizers authorizers) {
        this.authorizers = authorizers;
    }

    @Override
    public Set<String> fixed() {
        return Set.of(RestResourceType.API);
    }

    @Override
    public Made create(Desired desired) {
        Optional<String> earlier = desired.resumed() ? halfMade(desired) : Optional.empty();
        String id = earlier.orElseGet(
                () -> authorizers.createAuthorizer(wanted(desired)).id());
        return new Made(id, Map.of("AuthorizerId", id, RestResourceType.API, desired.text(RestResourceType.API)));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        authorizers.replace(current.physicalId(), wanted(desired));
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> authorizers.deleteAuthorizer(DeleteAuthorizerRequest.builder()
                .restApiId(made.attributes().get(RestResourceType.API))
                .authorizerId(made.physicalId())
                .build()));
    }

    private static CreateAuthorizerRequest wanted(Desired desired) {
        return PropertyShape.fill(CreateAuthorizerRequest.builder(), desired.properties(), Set.of())
                .build();
    }

    private Optional<String> halfMade(Desired desired) {
        return authorizers
                .getAuthorizers(GetAuthorizersRequest.builder()
                        .restApiId(desired.text(RestResourceType.API))
                        .build())
                .items()
                .stream()
                .filter(authorizer -> desired.text("Name").equals(authorizer.name()))
                .map(Authorizer::id)
                .findFirst();
    }
}
