package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.keys.UsagePlans;
import dev.slipway.local.http.AwsError;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanKeyRequest;

/** {@code AWS::ApiGateway::UsagePlanKey}: a key in a plan. */
final class UsagePlanKeyType implements ResourceType {
    private final UsagePlans plans;

    UsagePlanKeyType(UsagePlans plans) {
        this.plans = plans;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("KeyId", "KeyType", "UsagePlanId");
    }

    @Override
    public Made create(Desired desired) {
        try {
            plans.createUsagePlanKey(
                    PropertyShape.fill(CreateUsagePlanKeyRequest.builder(), desired.properties(), Set.of())
                            .build());
        } catch (AwsError error) {
            if (error.status() != 409 || !desired.resumed()) {
                throw error;
            }
        }
        String id = desired.text("KeyId") + ":" + desired.text("UsagePlanId");
        return new Made(id, Map.of("Id", id));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        return current;
    }

    @Override
    public void delete(Made made) {
        String[] keyAndPlan = made.physicalId().split(":", 2);
        Gone.orDelete(() -> plans.deleteUsagePlanKey(DeleteUsagePlanKeyRequest.builder()
                .keyId(keyAndPlan[0])
                .usagePlanId(keyAndPlan[1])
                .build()));
    }
}
