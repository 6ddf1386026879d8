package dev.slipway.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.GetApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsageRequest;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.QuotaPeriodType;
import software.amazon.awssdk.services.apigateway.model.UpdateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateUsagePlanRequest;

/** A method that asks for an API key: keys, plans, throttles and quotas. */
class ApiKeyTest extends RestApiCase {
    private CreateApiKeyResponse key;
    private String plan = "";

    @BeforeEach
    void ask_for_keys() {
        method(resource(root, "keyed"), "GET", method -> method.apiKeyRequired(true));
        deploy();
        key = key("mine");
        plan = gateway.rest()
                .keys()
                .plans()
                .createUsagePlan(CreateUsagePlanRequest.builder()
                        .name("plan")
                        .apiStages(ApiStage.builder().apiId(api).stage("live").build())
                        .build())
                .id();
        join(key.id(), plan);
    }

    @Test
    void a_key_in_a_plan_of_the_stage_gets_in_and_the_function_sees_it() throws IOException {
        assertThat(call(key.value()).status()).isEqualTo(200);
        assertThat(JSON.readTree(event).at("/requestContext/identity/apiKey").asText())
                .isEqualTo(key.value());
        assertThat(JSON.readTree(event).at("/requestContext/identity/apiKeyId").asText())
                .isEqualTo(key.id());
        assertThat(get("/v2/x").status()).as("a method that asks for none").isEqualTo(200);
    }

    @Test
    void no_key_a_wrong_one_a_disabled_one_and_one_without_a_plan_are_forbidden() throws IOException {
        CreateApiKeyResponse alone = key("alone");
        forbidden(get("/keyed"));
        forbidden(call("wrong"));
        forbidden(call(key.value() + "x"));
        forbidden(call(alone.value()));
        String elsewhere = gateway.rest()
                .keys()
                .plans()
                .createUsagePlan(
                        CreateUsagePlanRequest.builder().name("no stage").build())
                .id();
        join(alone.id(), elsewhere);
        forbidden(call(alone.value()));

        patchKey("/enabled", "false");
        forbidden(call(key.value()));
        patchKey("/enabled", "true");
        assertThat(call(key.value()).status()).isEqualTo(200);
    }

    @Test
    void a_plan_throttles_each_key_on_its_own() throws IOException {
        CreateApiKeyResponse other = key("other");
        join(other.id(), plan);
        patchPlan("/throttle/rateLimit", "1");
        patchPlan("/throttle/burstLimit", "2");

        assertThat(call(key.value()).status()).isEqualTo(200);
        assertThat(call(key.value()).status()).isEqualTo(200);
        HttpResponse answer = call(key.value());
        assertThat(answer.status()).isEqualTo(429);
        assertThat(text(answer)).isEqualTo("{\"message\":\"Too Many Requests\"}");
        assertThat(call(other.value()).status()).isEqualTo(200);

        now = now.plus(Duration.ofSeconds(1));
        assertThat(call(key.value()).status()).isEqualTo(200);
        assertThat(call(key.value()).status()).isEqualTo(429);
    }

    @Test
    void a_quota_lasts_until_its_period_ends_and_survives_a_restart() throws IOException {
        for (Map.Entry<QuotaPeriodType, Instant> period : Map.of(
                        QuotaPeriodType.DAY, Instant.parse("2026-11-25T00:00:00Z"),
                        QuotaPeriodType.WEEK, Instant.parse("2026-11-29T00:00:00Z"),
                        QuotaPeriodType.MONTH, Instant.parse("2026-12-01T00:00:00Z"))
                .entrySet()) {
            now = Instant.parse("2026-11-24T12:30:15Z");
            CreateApiKeyResponse fresh = key("of " + period.getKey());
            join(fresh.id(), planWithQuota(period.getKey(), 2));
            assertThat(call(fresh.value()).status()).isEqualTo(200);
            assertThat(call(fresh.value()).status()).isEqualTo(200);

            gateway = open();
            now = period.getValue().minusMillis(1);
            HttpResponse answer = call(fresh.value());
            assertThat(answer.status()).as(period.getKey().toString()).isEqualTo(429);
            assertThat(text(answer)).isEqualTo("{\"message\":\"Limit Exceeded\"}");
            assertThat(type(answer)).isEqualTo("LimitExceededException");

            now = period.getValue();
            assertThat(call(fresh.value()).status())
                    .as("the next " + period.getKey())
                    .isEqualTo(200);
        }
    }

    @Test
    void usage_tells_for_each_day_what_was_used_and_what_remained() throws IOException {
        CreateApiKeyResponse fresh = key("counted");
        String counted = planWithQuota(QuotaPeriodType.MONTH, 10);
        join(fresh.id(), counted);
        call(fresh.value());
        call(fresh.value());
        now = now.plus(Duration.ofDays(1));
        call(fresh.value());

        assertThat(gateway.rest()
                        .keys()
                        .plans()
                        .getUsage(GetUsageRequest.builder()
                                .usagePlanId(counted)
                                .startDate("2026-11-23")
                                .endDate("2026-11-25")
                                .build())
                        .items())
                .isEqualTo(Map.of(fresh.id(), List.of(List.of(0L, 10L), List.of(2L, 8L), List.of(1L, 7L))));
    }

    @Test
    void a_keys_value_is_shown_to_who_asks_for_it_only() {
        assertThat(key.value()).matches("[A-Za-z0-9]{40}");
        assertThat(get(false)).isNull();
        assertThat(get(true)).isEqualTo(key.value());
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> gateway.rest()
                        .keys()
                        .keys()
                        .createApiKey(
                                CreateApiKeyRequest.builder().value("short").build()))
                .isInstanceOf(AwsError.class)
                .hasMessage("API Key value should be at least 20 characters");
        assertThatThrownBy(() -> gateway.rest()
                        .keys()
                        .keys()
                        .createApiKey(
                                CreateApiKeyRequest.builder().value(key.value()).build()))
                .isInstanceOf(AwsError.class)
                .hasMessage("API Key already exists");
        assertThatThrownBy(() -> join(key.id(), plan))
                .isInstanceOf(AwsError.class)
                .hasMessage("Usage Plan Key already exists");
        assertThatThrownBy(() -> gateway.rest()
                        .keys()
                        .plans()
                        .createUsagePlan(CreateUsagePlanRequest.builder()
                                .name("x")
                                .apiStages(ApiStage.builder()
                                        .apiId(api)
                                        .stage("gone")
                                        .build())
                                .build()))
                .isInstanceOf(AwsError.class)
                .hasMessage("API Stage not found: " + api + ":gone");
        assertThatThrownBy(() -> patchPlan("/id", "x"))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining("Invalid patch path '/id' specified for op 'replace'");
    }

    private CreateApiKeyResponse key(String name) {
        return gateway.rest()
                .keys()
                .keys()
                .createApiKey(
                        CreateApiKeyRequest.builder().name(name).enabled(true).build());
    }

    private String planWithQuota(QuotaPeriodType period, int limit) {
        return gateway.rest()
                .keys()
                .plans()
                .createUsagePlan(CreateUsagePlanRequest.builder()
                        .name("quota")
                        .apiStages(ApiStage.builder().apiId(api).stage("live").build())
                        .quota(quota -> quota.limit(limit).period(period))
                        .build())
                .id();
    }

    private void join(String keyId, String planId) {
        gateway.rest()
                .keys()
                .plans()
                .createUsagePlanKey(CreateUsagePlanKeyRequest.builder()
                        .keyId(keyId)
                        .keyType("API_KEY")
                        .usagePlanId(planId)
                        .build());
    }

    private void patchKey(String path, String value) {
        gateway.rest()
                .keys()
                .keys()
                .updateApiKey(UpdateApiKeyRequest.builder()
                        .apiKey(key.id())
                        .patchOperations(patch(path, value))
                        .build());
    }

    private void patchPlan(String path, String value) {
        gateway.rest()
                .keys()
                .plans()
                .updateUsagePlan(UpdateUsagePlanRequest.builder()
                        .usagePlanId(plan)
                        .patchOperations(patch(path, value))
                        .build());
    }

    private static PatchOperation patch(String path, String value) {
        return PatchOperation.builder().op(Op.REPLACE).path(path).value(value).build();
    }

    private String get(boolean withValue) {
        return gateway.rest()
                .keys()
                .keys()
                .getApiKey(GetApiKeyRequest.builder()
                        .apiKey(key.id())
                        .includeValue(withValue)
                        .build())
                .value();
    }

    private HttpResponse call(String value) throws IOException {
        return get("/keyed", Map.of("x-api-key", List.of(value)));
    }

    private void forbidden(HttpResponse answer) throws IOException {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(text(answer)).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(type(answer)).isEqualTo("ForbiddenException");
        assertThat(invoked).isEmpty();
    }
}
