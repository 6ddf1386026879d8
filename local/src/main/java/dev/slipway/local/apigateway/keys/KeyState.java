package dev.slipway.local.apigateway.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/** All API keys and usage plans, and which key is in which plan. Immutable: a change is another state. */
record KeyState(List<ApiKey> keys, List<UsagePlan> plans, List<Membership> memberships) {
    static final KeyState EMPTY = new KeyState(List.of(), List.of(), List.of());

    KeyState {
        keys = List.copyOf(keys);
        plans = List.copyOf(plans);
        memberships = List.copyOf(memberships);
    }

    /** A key in a plan. */
    record Membership(String planId, String keyId) {}

    KeyState with(ApiKey key) {
        return new KeyState(put(keys, key, k -> k.id().equals(key.id())), plans, memberships);
    }

    KeyState with(UsagePlan plan) {
        return new KeyState(keys, put(plans, plan, p -> p.id().equals(plan.id())), memberships);
    }

    KeyState with(Membership membership) {
        return new KeyState(keys, plans, put(memberships, membership, membership::equals));
    }

    KeyState without(Membership membership) {
        return new KeyState(keys, plans, without(memberships, membership::equals));
    }

    KeyState withoutKey(String id) {
        return new KeyState(
                without(keys, k -> k.id().equals(id)),
                plans,
                without(memberships, m -> m.keyId().equals(id)));
    }

    KeyState withoutPlan(String id) {
        return new KeyState(
                keys,
                without(plans, p -> p.id().equals(id)),
                without(memberships, m -> m.planId().equals(id)));
    }

    Optional<ApiKey> key(String id) {
        return keys.stream().filter(k -> k.id().equals(id)).findFirst();
    }

    Optional<UsagePlan> plan(String id) {
        return plans.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** The plan that lets the key through to the stage. */
    Optional<UsagePlan> planOf(String keyId, String apiId, String stage) {
        return plans.stream()
                .filter(plan -> memberships.contains(new Membership(plan.id(), keyId)))
                .filter(plan -> plan.apiStages().stream()
                        .anyMatch(served -> apiId.equals(served.apiId()) && stage.equals(served.stage())))
                .findFirst();
    }

    private static <T> List<T> put(List<T> items, T item, Predicate<T> same) {
        List<T> more = new ArrayList<>(without(items, same));
        more.add(item);
        return more;
    }

    private static <T> List<T> without(List<T> items, Predicate<T> gone) {
        return items.stream().filter(gone.negate()).toList();
    }
}
