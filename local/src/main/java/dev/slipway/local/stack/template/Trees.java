package dev.slipway.local.stack.template;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The maps of a tree, whose keys are strings wherever they come from. */
final class Trees {
    private Trees() {}

    static Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> typed = new LinkedHashMap<>();
        map.forEach((key, value) -> typed.put(String.valueOf(key), value));
        return typed;
    }
}
