package dev.slipway.local.stack.resource;

import dev.slipway.local.http.AwsError;
import java.util.Map;

/**
 * A resource that was made.
 *
 * @param physicalId what {@code Ref} gives
 * @param attributes what {@code Fn::GetAtt} gives
 */
public record Made(String physicalId, Map<String, String> attributes) {
    public Made {
        attributes = Map.copyOf(attributes);
    }

    /** @throws AwsError {@code ValidationError} when there is no such attribute */
    public String attribute(String logicalId, String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "Template error: resource " + logicalId + " does not support attribute type " + name
                            + " in Fn::GetAtt; the embedded cloud gives " + attributes.keySet());
        }
        return value;
    }
}
