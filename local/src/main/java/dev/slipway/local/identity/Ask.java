package dev.slipway.local.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller wants to do.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource its ARN, or {@code *} where the action has none
 * @param resourcePolicy the document in JSON that the resource itself carries
 * @param context condition keys of this request beyond those that every request has
 */
public record Ask(String action, String resource, Optional<String> resourcePolicy, Map<String, String> context) {
    public Ask {
        context = Map.copyOf(context);
    }

    public static Ask of(String action, String resource) {
        return new Ask(action, resource, Optional.empty(), Map.of());
    }

    public Ask with(String conditionKey, String value) {
        Map<String, String> more = new LinkedHashMap<>(context);
        more.put(conditionKey, value);
        return new Ask(action, resource, resourcePolicy, more);
    }

    public Ask under(Optional<String> policyOfResource) {
        return new Ask(action, resource, policyOfResource, context);
    }
}
