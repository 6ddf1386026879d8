package dev.slipway.local.stack;

import dev.slipway.local.stack.resource.Made;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One resource of a stack as it stands.
 *
 * @param key the logical id; another for what was replaced and is still to be deleted
 * @param properties with which it was made or last changed
 * @param status CloudFormation's, such as {@code CREATE_COMPLETE}
 * @param updated milliseconds since the epoch
 */
record ResourceState(
        String key,
        String logicalId,
        String type,
        String deletionPolicy,
        String physicalId,
        Map<String, String> attributes,
        Map<String, @Nullable Object> properties,
        String status,
        long updated) {
    static final String CREATING = "CREATE_IN_PROGRESS";

    ResourceState {
        attributes = Map.copyOf(attributes);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    Made made() {
        return new Made(physicalId, attributes);
    }

    boolean isCreating() {
        return status.equals(CREATING);
    }

    ResourceState made(Made made, Map<String, @Nullable Object> with, String newStatus, long now) {
        return new ResourceState(
                key, logicalId, type, deletionPolicy, made.physicalId(), made.attributes(), with, newStatus, now);
    }

    ResourceState withKey(String other) {
        return new ResourceState(
                other, logicalId, type, deletionPolicy, physicalId, attributes, properties, status, updated);
    }
}
