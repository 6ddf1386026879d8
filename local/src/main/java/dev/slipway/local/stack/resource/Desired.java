package dev.slipway.local.stack.resource;

import dev.slipway.local.http.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A resource as it shall be.
 *
 * @param properties evaluated and resolved
 * @param resumed whether an earlier attempt may have made it already
 */
public record Desired(
        String stackName, String stackId, String logicalId, Map<String, @Nullable Object> properties, boolean resumed) {

    /** A property's text. */
    public String text(String property) {
        Object value = properties.get(property);
        if (value == null) {
            throw new AwsError(400, "ValidationError", logicalId + ": the property " + property + " is required");
        }
        return value.toString();
    }

    /** The property's text, or a name that is the same at each attempt and another in each stack. */
    public String name(String property) {
        Object value = properties.get(property);
        if (value != null) {
            return value.toString();
        }
        UUID unique = UUID.nameUUIDFromBytes((stackId + "/" + logicalId).getBytes(StandardCharsets.UTF_8));
        return stackName + "-" + logicalId + "-" + unique.toString().substring(24);
    }

    /** As {@link #name}, for what allows lower case only. */
    public String lowerName(String property) {
        return name(property).toLowerCase(Locale.ROOT);
    }
}
