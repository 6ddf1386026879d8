package dev.slipway.local.stack.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A resource's tags as CloudFormation sets them: the template's own, and those that say to which stack it belongs. */
final class StackTags {
    private static final String STACK = "aws:cloudformation:stack-id";
    private static final String LOGICAL = "aws:cloudformation:logical-id";

    private StackTags() {}

    static Map<String, String> of(Desired desired) {
        Map<String, String> tags = new LinkedHashMap<>();
        Object own = desired.properties().get("Tags");
        if (own instanceof Map<?, ?> map) {
            map.forEach((key, value) -> tags.put(String.valueOf(key), String.valueOf(value)));
        } else if (own instanceof List<?> list) {
            for (Object tag : list) {
                if (tag instanceof Map<?, ?> pair) {
                    tags.put(String.valueOf(pair.get("Key")), String.valueOf(pair.get("Value")));
                }
            }
        }
        tags.put(STACK, desired.stackId());
        tags.put(LOGICAL, desired.logicalId());
        return tags;
    }

    static boolean areOf(Desired desired, Map<String, String> tags) {
        return desired.stackId().equals(tags.get(STACK)) && desired.logicalId().equals(tags.get(LOGICAL));
    }
}
