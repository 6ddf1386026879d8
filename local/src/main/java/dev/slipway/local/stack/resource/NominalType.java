package dev.slipway.local.stack.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A type that has no effect here: it gets a name and an ARN, so that others can refer to it, and is listed. */
final class NominalType implements ResourceType {
    private final String arnPrefix;

    /** @param arnPrefix what stands before the name in its ARN */
    NominalType(String arnPrefix) {
        this.arnPrefix = arnPrefix;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("RoleName", "Name", "DashboardName", "AliasName");
    }

    @Override
    public Made create(Desired desired) {
        String name = name(desired);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("Arn", arnPrefix + name);
        attributes.put("RoleId", "AROA" + name);
        attributes.put("KeyId", name);
        return new Made(name, attributes);
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        return current;
    }

    @Override
    public void delete(Made made) {
        // Nothing was made but the name.
    }

    private String name(Desired desired) {
        for (String property : fixed()) {
            if (desired.properties().get(property) instanceof String own) {
                return own;
            }
        }
        return desired.name("");
    }
}
