package dev.slipway.local.stack;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.stack.resource.Desired;
import dev.slipway.local.stack.resource.Made;
import dev.slipway.local.stack.resource.ResourceType;
import dev.slipway.local.stack.resource.ResourceTypes;
import dev.slipway.local.stack.template.ResourceDeclaration;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings one stack to what its plan says, step by step. Each step is announced in the stack's file, done, and kept: after
 * a crash the same run goes on where it stopped.
 */
final class StackRun {
    private static final String REPLACED = "~";
    private static final String RETAIN = "Retain";

    private final StackFiles files;
    private final ResourceTypes types;
    private final Clock clock;
    private StackState state;

    StackRun(StackState state, StackFiles files, ResourceTypes types, Clock clock) {
        this.state = state;
        this.files = files;
        this.types = types;
        this.clock = clock;
    }

    /** @throws AwsError naming the resource that failed, and why; what was done until then stays */
    StackState apply(StackPlan plan) {
        Set<String> wanted = new LinkedHashSet<>();
        for (ResourceDeclaration resource : plan.resources(() -> state)) {
            wanted.add(resource.logicalId());
            step(resource.logicalId(), () -> put(resource, plan));
        }
        keep(state.withOutputs(plan.outputs(() -> state)));
        for (ResourceState leftOver : RemovalOrder.of(state.resources().values())) {
            if (!wanted.contains(leftOver.key())) {
                step(
                        leftOver.logicalId(),
                        () -> remove(leftOver, leftOver.deletionPolicy().equals(RETAIN)));
            }
        }
        return state;
    }

    /** Takes everything away, each after what needs it. @param retaining whether {@code DeletionPolicy: Retain} holds */
    StackState removeAll(boolean retaining) {
        for (ResourceState resource : RemovalOrder.of(state.resources().values())) {
            step(
                    resource.logicalId(),
                    () -> remove(
                            resource, retaining && resource.deletionPolicy().equals(RETAIN)));
        }
        return state;
    }

    StackState state() {
        return state;
    }

    private void put(ResourceDeclaration resource, StackPlan plan) {
        ResourceType type = plan.type(resource.type());
        Map<String, @Nullable Object> properties = plan.properties(resource, () -> state);
        ResourceState there = state.resources().get(resource.logicalId());
        if (there == null || there.isCreating()) {
            create(resource, type, properties, there != null);
        } else if (!there.type().equals(resource.type()) || isReplaced(type, there, properties)) {
            keep(state.without(there, "UPDATE_IN_PROGRESS").with(there.withKey(there.key() + REPLACED)));
            create(resource, type, properties, false);
        } else if (!there.properties().equals(properties)) {
            keep(state.with(there.made(there.made(), there.properties(), "UPDATE_IN_PROGRESS", clock.millis())));
            Made made = type.update(there.made(), there.properties(), desired(resource, type, properties, true));
            keep(state.with(there.made(made, properties, "UPDATE_COMPLETE", clock.millis())));
        }
    }

    private void create(
            ResourceDeclaration resource,
            ResourceType type,
            Map<String, @Nullable Object> properties,
            boolean resumed) {
        ResourceState begun = new ResourceState(
                resource.logicalId(),
                resource.logicalId(),
                resource.type(),
                resource.deletionPolicy(),
                "",
                Map.of(),
                properties,
                ResourceState.CREATING,
                clock.millis());
        keep(state.with(begun));
        Made made;
        try {
            made = type.create(desired(resource, type, properties, resumed));
        } catch (AwsError refused) {
            // The service said no, so there is nothing to take away; and what another made under this name is not ours.
            keep(state.without(begun, "CREATE_FAILED"));
            throw refused;
        }
        keep(state.with(begun.made(made, properties, "CREATE_COMPLETE", clock.millis())));
    }

    private void remove(ResourceState resource, boolean retained) {
        if (!retained && !resource.isCreating()) {
            types.find(resource.type()).ifPresent(type -> type.delete(resource.made()));
        } else if (!retained) {
            // Whether the crash came before or after it was made is not known: making it again gives its id.
            types.find(resource.type()).ifPresent(type -> type.delete(type.create(resumed(resource, type))));
        }
        keep(state.without(resource, retained ? "DELETE_SKIPPED" : "DELETE_COMPLETE"));
    }

    private static boolean isReplaced(
            ResourceType type, ResourceState there, Map<String, @Nullable Object> properties) {
        return type.fixed().stream()
                .anyMatch(name -> !Objects.equals(there.properties().get(name), properties.get(name)));
    }

    private Desired desired(
            ResourceDeclaration resource,
            ResourceType type,
            Map<String, @Nullable Object> properties,
            boolean resumed) {
        return new Desired(state.name(), identity(type, properties), resource.logicalId(), properties, resumed);
    }

    private Desired resumed(ResourceState resource, ResourceType type) {
        return new Desired(
                state.name(), identity(type, resource.properties()), resource.logicalId(), resource.properties(), true);
    }

    /** The stack's id, and what makes a replacement another resource than the one it replaces. */
    private String identity(ResourceType type, Map<String, @Nullable Object> properties) {
        StringBuilder identity = new StringBuilder(state.id());
        type.fixed().stream()
                .sorted()
                .filter(properties::containsKey)
                .forEach(name -> identity.append('/').append(properties.get(name)));
        return identity.toString();
    }

    private void keep(StackState next) {
        state = files.keep(next);
    }

    private static void step(String logicalId, Runnable work) {
        try {
            work.run();
        } catch (AwsError error) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "Resource " + logicalId + ": " + error.getMessage() + " (" + error.code() + ")");
        }
    }
}
