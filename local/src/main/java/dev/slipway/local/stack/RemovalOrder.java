package dev.slipway.local.stack;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order in which resources go: each after those that name it, else the newest first. What names what is read off the
 * properties, since an update may have made a resource later than one that has come to need it.
 */
final class RemovalOrder {
    /** Shorter ids are names of people's own, such as {@code live}, and part of much else. */
    private static final int DISTINCT = 6;

    private RemovalOrder() {}

    /** @param resources in the order in which they were made */
    static List<ResourceState> of(Collection<ResourceState> resources) {
        List<ResourceState> left = new ArrayList<>(resources);
        Collections.reverse(left);
        List<ResourceState> order = new ArrayList<>();
        while (!left.isEmpty()) {
            ResourceState next = left.stream()
                    .filter(candidate -> left.stream().noneMatch(other -> names(other, candidate)))
                    .findFirst()
                    // Two that name each other: no order is right, the newest goes.
                    .orElse(left.get(0));
            order.add(next);
            left.remove(next);
        }
        return order;
    }

    private static boolean names(ResourceState resource, ResourceState other) {
        return resource != other && !other.physicalId().isEmpty() && has(resource.properties(), other.physicalId());
    }

    private static boolean has(@Nullable Object value, String id) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(member -> has(member, id));
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(member -> has(member, id));
        }
        return value instanceof String text && (text.equals(id) || (id.length() >= DISTINCT && text.contains(id)));
    }
}
