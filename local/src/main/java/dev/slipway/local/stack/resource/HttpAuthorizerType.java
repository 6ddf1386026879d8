package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.http.HttpAuthorizers;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizersRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateAuthorizerRequest;

/** {@code AWS::ApiGatewayV2::Authorizer}. */
final class HttpAuthorizerType implements ResourceType {
    private static final String API = "ApiId";

    private final HttpAuthorizers authorizers;

    HttpAuthorizerType(HttpAuthorizers authorizers) {
        this.authorizers = authorizers;
    }

    @Override
    public Set<String> fixed() {
        return Set.of(API);
    }

    @Override
    public Made create(Desired desired) {
        Optional<String> earlier = desired.resumed() ? halfMade(desired) : Optional.empty();
        String id = earlier.orElseGet(() -> authorizers
                .createAuthorizer(PropertyShape.fill(CreateAuthorizerRequest.builder(), desired.properties(), Set.of())
                        .build())
                .authorizerId());
        return new Made(id, Map.of("AuthorizerId", id, API, desired.text(API)));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        authorizers.updateAuthorizer(PropertyShape.fill(
                        UpdateAuthorizerRequest.builder(), Changes.between(before, desired.properties()), Set.of())
                .apiId(desired.text(API))
                .authorizerId(current.physicalId())
                .build());
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> authorizers.deleteAuthorizer(DeleteAuthorizerRequest.builder()
                .apiId(made.attributes().get(API))
                .authorizerId(made.physicalId())
                .build()));
    }

    private Optional<String> halfMade(Desired desired) {
        return authorizers
                .getAuthorizers(
                        GetAuthorizersRequest.builder().apiId(desired.text(API)).build())
                .items()
                .stream()
                .filter(authorizer -> desired.text("Name").equals(authorizer.name()))
                .map(Authorizer::authorizerId)
                .findFirst();
    }
}
