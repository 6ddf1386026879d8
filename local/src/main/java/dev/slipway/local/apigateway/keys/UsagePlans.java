package dev.slipway.local.apigateway.keys;

import dev.slipway.local.apigateway.keys.KeyState.Membership;
import dev.slipway.local.apigateway.wire.Patches;
import dev.slipway.local.apigateway.wire.RequestIds;
import dev.slipway.local.apigateway.wire.Shapes;
import dev.slipway.local.http.AwsError;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanKeyResponse;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanKeyResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeyResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeysRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeysResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlansRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlansResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsageRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsageResponse;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.QuotaSettings;
import software.amazon.awssdk.services.apigateway.model.UpdateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;
import software.amazon.awssdk.services.apigateway.model.UsagePlanKey;

/** The control plane of usage plans, in the SDK's own shapes. */
public final class UsagePlans {
    private static final String KEY_TYPE = "API_KEY";
    private static final String API_STAGES = "/apiStages";
    private static final Set<String> PATCHED = Set.of("name", "description", "throttle", "quota");

    private final KeyStore store;
    private final Usage usage;
    private final BiPredicate<String, String> stages;

    /** @param stages whether there is an API with this stage */
    UsagePlans(KeyStore store, Usage usage, BiPredicate<String, String> stages) {
        this.store = store;
        this.usage = usage;
        this.stages = stages;
    }

    public CreateUsagePlanResponse createUsagePlan(CreateUsagePlanRequest request) {
        if (request.name() == null || request.name().isEmpty()) {
            throw bad("Usage Plan name cannot be blank");
        }
        UsagePlan plan = checked(Shapes.copy(request, UsagePlan.builder())
                .id(RequestIds.resource(6))
                .build());
        store.change(state -> state.with(plan));
        return Shapes.copy(plan, CreateUsagePlanResponse.builder()).build();
    }

    public GetUsagePlanResponse getUsagePlan(GetUsagePlanRequest request) {
        return Shapes.copy(plan(store.state(), request.usagePlanId()), GetUsagePlanResponse.builder())
                .build();
    }

    public GetUsagePlansResponse getUsagePlans(GetUsagePlansRequest request) {
        KeyState state = store.state();
        return GetUsagePlansResponse.builder()
                .items(state.plans().stream()
                        .filter(plan -> request.keyId() == null
                                || state.memberships().contains(new Membership(plan.id(), request.keyId())))
                        .toList())
                .build();
    }

    public UpdateUsagePlanResponse updateUsagePlan(UpdateUsagePlanRequest request) {
        store.change(state ->
                state.with(checked(patched(plan(state, request.usagePlanId()), request.patchOperations()))));
        return Shapes.copy(plan(store.state(), request.usagePlanId()), UpdateUsagePlanResponse.builder())
                .build();
    }

    public DeleteUsagePlanResponse deleteUsagePlan(DeleteUsagePlanRequest request) {
        store.change(state -> {
            UsagePlan plan = plan(state, request.usagePlanId());
            if (!plan.apiStages().stream()
                    .filter(served -> stages.test(served.apiId(), served.stage()))
                    .toList()
                    .isEmpty()) {
                throw bad("Cannot delete Usage Plan " + plan.id()
                        + ". This Usage Plan has stages associated with it. Remove all API stages first.");
            }
            return state.withoutPlan(plan.id());
        });
        usage.forget(request.usagePlanId(), "");
        return DeleteUsagePlanResponse.builder().build();
    }

    /** For stacks, whose updates say all that a plan shall be. */
    public void replace(String id, CreateUsagePlanRequest wanted) {
        store.change(state -> state.with(checked(UsagePlan.builder()
                .id(plan(state, id).id())
                .name(wanted.name())
                .description(wanted.description())
                .apiStages(wanted.apiStages())
                .throttle(wanted.throttle())
                .quota(wanted.quota())
                .tags(wanted.tags())
                .build())));
    }

    public CreateUsagePlanKeyResponse createUsagePlanKey(CreateUsagePlanKeyRequest request) {
        if (!KEY_TYPE.equals(request.keyType())) {
            throw bad("Usage plan key type must be " + KEY_TYPE);
        }
        store.change(state -> {
            Membership membership = new Membership(
                    plan(state, request.usagePlanId()).id(),
                    ApiKeys.key(state, request.keyId()).id());
            refuseSecondPlan(state, membership);
            return state.with(membership);
        });
        return Shapes.copy(member(request.keyId()), CreateUsagePlanKeyResponse.builder())
                .build();
    }

    public GetUsagePlanKeyResponse getUsagePlanKey(GetUsagePlanKeyRequest request) {
        requireMember(request.usagePlanId(), request.keyId());
        return Shapes.copy(member(request.keyId()), GetUsagePlanKeyResponse.builder())
                .build();
    }

    public GetUsagePlanKeysResponse getUsagePlanKeys(GetUsagePlanKeysRequest request) {
        return GetUsagePlanKeysResponse.builder()
                .items(members(request.usagePlanId()).stream().map(this::member).toList())
                .build();
    }

    public DeleteUsagePlanKeyResponse deleteUsagePlanKey(DeleteUsagePlanKeyRequest request) {
        requireMember(request.usagePlanId(), request.keyId());
        store.change(state -> state.without(new Membership(request.usagePlanId(), request.keyId())));
        return DeleteUsagePlanKeyResponse.builder().build();
    }

    /** For each key and day: requests made, requests left. */
    public GetUsageResponse getUsage(GetUsageRequest request) {
        UsagePlan plan = plan(store.state(), request.usagePlanId());
        QuotaSettings quota = plan.quota() == null ? QuotaSettings.builder().build() : plan.quota();
        LocalDate first = date(request.startDate(), "startDate");
        LocalDate last = date(request.endDate(), "endDate");
        if (last.isBefore(first)) {
            throw bad("Usage endDate must be on or after startDate");
        }
        Map<String, List<List<Long>>> items = new LinkedHashMap<>();
        for (String keyId : members(plan.id())) {
            if (request.keyId() == null || request.keyId().equals(keyId)) {
                items.put(keyId, usage.report(plan.id(), keyId, quota, first, last));
            }
        }
        return GetUsageResponse.builder()
                .usagePlanId(plan.id())
                .startDate(first.toString())
                .endDate(last.toString())
                .items(items)
                .build();
    }

    private List<String> members(String planId) {
        KeyState state = store.state();
        plan(state, planId);
        return state.memberships().stream()
                .filter(membership -> membership.planId().equals(planId))
                .map(Membership::keyId)
                .toList();
    }

    private UsagePlanKey member(String keyId) {
        ApiKey key = ApiKeys.key(store.state(), keyId);
        return UsagePlanKey.builder()
                .id(key.id())
                .type(KEY_TYPE)
                .name(key.name())
                .value(key.value())
                .build();
    }

    private void requireMember(String planId, String keyId) {
        if (!members(planId).contains(keyId)) {
            throw new AwsError(404, "NotFoundException", "Invalid Usage Plan Key identifier specified");
        }
    }

    /** A stage must know under which of its plans it counts a key's requests. */
    private static void refuseSecondPlan(KeyState state, Membership membership) {
        if (state.memberships().contains(membership)) {
            throw new AwsError(409, "ConflictException", "Usage Plan Key already exists");
        }
        for (ApiStage served : plan(state, membership.planId()).apiStages()) {
            if (state.planOf(membership.keyId(), served.apiId(), served.stage()).isPresent()) {
                throw new AwsError(
                        409,
                        "ConflictException",
                        "API Key " + membership.keyId() + " cannot be added to the Usage Plan " + membership.planId()
                                + " because it is in another plan of the stage " + served.apiId() + ":"
                                + served.stage());
            }
        }
    }

    private static UsagePlan patched(UsagePlan plan, List<PatchOperation> operations) {
        List<ApiStage> served = new ArrayList<>(plan.apiStages());
        List<PatchOperation> others = new ArrayList<>();
        for (PatchOperation operation : operations) {
            if (API_STAGES.equals(operation.path())) {
                String[] named = String.valueOf(operation.value()).split(":", 2);
                ApiStage stage = ApiStage.builder()
                        .apiId(named[0])
                        .stage(named.length == 2 ? named[1] : "")
                        .build();
                served.removeIf(one ->
                        stage.apiId().equals(one.apiId()) && stage.stage().equals(one.stage()));
                if ("add".equals(operation.opAsString())) {
                    served.add(stage);
                }
            } else {
                others.add(operation);
            }
        }
        return Patches.apply(plan.toBuilder(), others, PATCHED)
                .apiStages(served)
                .build();
    }

    private UsagePlan checked(UsagePlan plan) {
        for (ApiStage served : plan.apiStages()) {
            if (!stages.test(served.apiId(), served.stage())) {
                throw new AwsError(
                        404, "NotFoundException", "API Stage not found: " + served.apiId() + ":" + served.stage());
            }
        }
        QuotaSettings quota = plan.quota();
        if (quota != null && (quota.limit() == null || quota.limit() < 1 || quota.period() == null)) {
            throw bad("Usage Plan quota needs a limit above 0 and a period of DAY, WEEK or MONTH");
        }
        return plan;
    }

    private static UsagePlan plan(KeyState state, String id) {
        return state.plan(id)
                .orElseThrow(() -> new AwsError(404, "NotFoundException", "Invalid Usage Plan ID specified"));
    }

    private static LocalDate date(@Nullable String text, String name) {
        try {
            return LocalDate.parse(String.valueOf(text));
        } catch (DateTimeParseException e) {
            throw bad("Usage " + name + " must be a date such as 2026-11-24");
        }
    }

    private static AwsError bad(String message) {
        return new AwsError(400, "BadRequestException", message);
    }
}
