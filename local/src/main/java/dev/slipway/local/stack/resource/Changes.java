package dev.slipway.local.stack.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which properties have another value than before. */
final class Changes {
    private Changes() {}

    static Map<String, @Nullable Object> between(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        after.forEach((name, value) -> {
            if (!Objects.equals(before.get(name), value)) {
                changed.put(name, value);
            }
        });
        return changed;
    }
}
