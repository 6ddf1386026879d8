package dev.slipway.local.apigateway.keys;

import dev.slipway.local.apigateway.wire.Patches;
import dev.slipway.local.apigateway.wire.RequestIds;
import dev.slipway.local.apigateway.wire.Shapes;
import dev.slipway.local.http.AwsError;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.GetApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.GetApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.GetApiKeysRequest;
import software.amazon.awssdk.services.apigateway.model.GetApiKeysResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateApiKeyResponse;

/** The control plane of API keys, in the SDK's own shapes. A key's value is shown only to who asks for it. */
public final class ApiKeys {
    private static final int LEAST = 20;
    private static final int MOST = 128;
    private static final int MADE = 40;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final Set<String> PATCHED = Set.of("name", "description", "enabled", "customerId");

    private final KeyStore store;
    private final Usage usage;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(KeyStore store, Usage usage, Clock clock) {
        this.store = store;
        this.usage = usage;
        this.clock = clock;
    }

    /** @throws AwsError {@code BadRequestException} for a short value, {@code ConflictException} for one that there is */
    public CreateApiKeyResponse createApiKey(CreateApiKeyRequest request) {
        if (request.hasStageKeys()) {
            throw new AwsError(
                    501, "NotImplemented", "The embedded cloud's API keys have no stageKeys: use a usage plan");
        }
        ApiKey key = Shapes.copy(request, ApiKey.builder().enabled(false))
                .id(RequestIds.resource(10))
                .value(request.value() == null ? value() : checked(request.value()))
                .createdDate(now())
                .lastUpdatedDate(now())
                .build();
        store.change(state -> {
            if (state.keys().stream().anyMatch(other -> key.value().equals(other.value()))) {
                throw new AwsError(409, "ConflictException", "API Key already exists");
            }
            return state.with(key);
        });
        return Shapes.copy(key, CreateApiKeyResponse.builder()).build();
    }

    public GetApiKeyResponse getApiKey(GetApiKeyRequest request) {
        ApiKey key = key(store.state(), request.apiKey());
        return Shapes.copy(shown(key, request.includeValue()), GetApiKeyResponse.builder())
                .build();
    }

    public GetApiKeysResponse getApiKeys(GetApiKeysRequest request) {
        return GetApiKeysResponse.builder()
                .items(store.state().keys().stream()
                        .filter(key -> request.nameQuery() == null
                                || String.valueOf(key.name()).startsWith(request.nameQuery()))
                        .map(key -> shown(key, request.includeValues()))
                        .toList())
                .build();
    }

    public UpdateApiKeyResponse updateApiKey(UpdateApiKeyRequest request) {
        store.change(state ->
                state.with(Patches.apply(key(state, request.apiKey()).toBuilder(), request.patchOperations(), PATCHED)
                        .lastUpdatedDate(now())
                        .build()));
        return Shapes.copy(shown(key(store.state(), request.apiKey()), false), UpdateApiKeyResponse.builder())
                .build();
    }

    public DeleteApiKeyResponse deleteApiKey(DeleteApiKeyRequest request) {
        store.change(state -> state.withoutKey(key(state, request.apiKey()).id()));
        usage.forget("", request.apiKey());
        return DeleteApiKeyResponse.builder().build();
    }

    /** For stacks, whose updates say all that a key shall be. */
    public void replace(String id, CreateApiKeyRequest wanted) {
        store.change(state -> state.with(key(state, id).toBuilder()
                .description(wanted.description())
                .enabled(Boolean.TRUE.equals(wanted.enabled()))
                .customerId(wanted.customerId())
                .tags(wanted.tags())
                .lastUpdatedDate(now())
                .build()));
    }

    static ApiKey key(KeyState state, String id) {
        return state.key(id)
                .orElseThrow(() -> new AwsError(404, "NotFoundException", "Invalid API Key identifier specified"));
    }

    private static ApiKey shown(ApiKey key, Boolean withValue) {
        ApiKey.Builder shown = key.toBuilder().stageKeys(List.of());
        return Boolean.TRUE.equals(withValue)
                ? shown.build()
                : shown.value(null).build();
    }

    private static String checked(String value) {
        if (value.length() < LEAST) {
            throw new AwsError(400, "BadRequestException", "API Key value should be at least " + LEAST + " characters");
        }
        if (value.length() > MOST) {
            throw new AwsError(400, "BadRequestException", "API Key value should be at most " + MOST + " characters");
        }
        return value;
    }

    private String value() {
        StringBuilder value = new StringBuilder(MADE);
        while (value.length() < MADE) {
            value.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return value.toString();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
