package dev.slipway.local.stack.resource;

import dev.slipway.local.iam.Role;
import dev.slipway.local.iam.Roles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code AWS::IAM::Policy}: a document on roles that others made, one of their own policies from then on. */
final class PolicyType implements ResourceType {
    private final Roles roles;

    PolicyType(Roles roles) {
        this.roles = roles;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("PolicyName");
    }

    @Override
    public Made create(Desired desired) {
        String name = desired.text("PolicyName");
        put(name, desired);
        return new Made(name, Map.of("Id", name));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        delete(current);
        put(current.physicalId(), desired);
        return current;
    }

    @Override
    public void delete(Made made) {
        for (Role role : roles.all()) {
            if (role.inline().containsKey(made.physicalId())) {
                roles.removeInline(role.name(), made.physicalId());
            }
        }
    }

    private void put(String name, Desired desired) {
        if (desired.properties().get("Roles") instanceof List<?> names) {
            names.forEach(role -> roles.putInline(
                    String.valueOf(role), name, Json.text(desired.properties().get("PolicyDocument"))));
        }
    }
}
