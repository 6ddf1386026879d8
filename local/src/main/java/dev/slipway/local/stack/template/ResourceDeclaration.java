package dev.slipway.local.stack.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A resource as the template declares it, its properties not yet evaluated.
 *
 * @param line where it stands in the template, from 1
 */
public record ResourceDeclaration(
        String logicalId,
        String type,
        Map<String, @Nullable Object> properties,
        Optional<String> condition,
        List<String> dependsOn,
        String deletionPolicy,
        int line) {

    public ResourceDeclaration {
        dependsOn = List.copyOf(dependsOn);
    }

    /** How a message names it. */
    public String place() {
        return "Resources." + logicalId + " (line " + line + ")";
    }
}
