package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.keys.UsagePlans;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlansRequest;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/** {@code AWS::ApiGateway::UsagePlan}. */
final class UsagePlanType implements ResourceType {
    private static final String NAME = "UsagePlanName";
    private static final Set<String> ASIDE = Set.of(NAME, "Tags");

    private final UsagePlans plans;

    UsagePlanType(UsagePlans plans) {
        this.plans = plans;
    }

    @Override
    public Made create(Desired desired) {
        Optional<String> earlier = desired.resumed() ? halfMade(desired) : Optional.empty();
        String id =
                earlier.orElseGet(() -> plans.createUsagePlan(wanted(desired)).id());
        return new Made(id, Map.of("Id", id));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        plans.replace(current.physicalId(), wanted(desired));
        return current;
    }

    /** A plan that serves stages cannot be deleted, so it lets go of them first. */
    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> {
            GetUsagePlanResponse plan = plans.getUsagePlan(
                    GetUsagePlanRequest.builder().usagePlanId(made.physicalId()).build());
            plans.replace(
                    made.physicalId(),
                    CreateUsagePlanRequest.builder()
                            .name(plan.name())
                            .apiStages(List.of())
                            .build());
            plans.deleteUsagePlan(DeleteUsagePlanRequest.builder()
                    .usagePlanId(made.physicalId())
                    .build());
        });
    }

    private static CreateUsagePlanRequest wanted(Desired desired) {
        return PropertyShape.fill(CreateUsagePlanRequest.builder(), desired.properties(), ASIDE)
                .name(desired.name(NAME))
                .tags(StackTags.of(desired))
                .build();
    }

    private Optional<String> halfMade(Desired desired) {
        return plans.getUsagePlans(GetUsagePlansRequest.builder().build()).items().stream()
                .filter(plan -> StackTags.areOf(desired, plan.tags()))
                .map(UsagePlan::id)
                .findFirst();
    }
}
