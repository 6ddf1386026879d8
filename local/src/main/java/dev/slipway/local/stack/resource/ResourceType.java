package dev.slipway.local.stack.resource;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One type of resource. Every method may be called again after a crash in its middle. */
public interface ResourceType {

    /** Makes the resource; where {@link Desired#resumed} it may be there already and is then taken over. */
    Made create(Desired desired);

    /** Brings the resource to other properties; called only when they differ and none of {@link #fixed} does. */
    Made update(Made current, Map<String, @Nullable Object> before, Desired desired);

    /** Does nothing when the resource is gone. */
    void delete(Made made);

    /** Properties that cannot change: another value takes another resource in this one's place. */
    default Set<String> fixed() {
        return Set.of();
    }

    /** The properties with what they stand for, such as the digest of a file; what is compared to find a change. */
    default Map<String, @Nullable Object> resolve(Map<String, @Nullable Object> properties) {
        return properties;
    }
}
