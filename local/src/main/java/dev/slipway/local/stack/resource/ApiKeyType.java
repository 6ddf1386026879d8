package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.keys.ApiKeys;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.GetApiKeysRequest;

/** {@code AWS::ApiGateway::ApiKey}: Ref gives its id; its value is to be had from GetApiKey alone. */
final class ApiKeyType implements ResourceType {
    private static final Set<String> ASIDE = Set.of("Tags");

    private final ApiKeys keys;

    ApiKeyType(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("Name", "Value", "GenerateDistinctId");
    }

    @Override
    public Made create(Desired desired) {
        Optional<String> earlier = desired.resumed() ? halfMade(desired) : Optional.empty();
        String id = earlier.orElseGet(() -> keys.createApiKey(wanted(desired)).id());
        return new Made(id, Map.of("APIKeyId", id));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        keys.replace(current.physicalId(), wanted(desired));
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> keys.deleteApiKey(
                DeleteApiKeyRequest.builder().apiKey(made.physicalId()).build()));
    }

    private static CreateApiKeyRequest wanted(Desired desired) {
        return PropertyShape.fill(CreateApiKeyRequest.builder(), desired.properties(), ASIDE)
                .name(desired.name("Name"))
                .tags(StackTags.of(desired))
                .build();
    }

    private Optional<String> halfMade(Desired desired) {
        return keys.getApiKeys(GetApiKeysRequest.builder().build()).items().stream()
                .filter(key -> StackTags.areOf(desired, key.tags()))
                .map(ApiKey::id)
                .findFirst();
    }
}
