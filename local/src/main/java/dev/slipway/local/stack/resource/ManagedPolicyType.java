package dev.slipway.local.stack.resource;

import dev.slipway.local.iam.ManagedPolicy;
import dev.slipway.local.iam.Role;
import dev.slipway.local.iam.Roles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code AWS::IAM::ManagedPolicy}: {@code Ref} gives its ARN. */
final class ManagedPolicyType implements ResourceType {
    private final Roles roles;

    ManagedPolicyType(Roles roles) {
        this.roles = roles;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("ManagedPolicyName", "Path", "Description");
    }

    @Override
    public Made create(Desired desired) {
        Object path = desired.properties().get("Path");
        Object description = desired.properties().get("Description");
        ManagedPolicy policy = new ManagedPolicy(
                desired.name("ManagedPolicyName"),
                path == null ? "/" : path.toString(),
                roles.newId("ANPA"),
                description == null ? "" : description.toString(),
                Json.text(desired.properties().get("PolicyDocument")),
                System.currentTimeMillis());
        roles.put(policy);
        attach(policy.arn(), desired.properties());
        return new Made(policy.arn(), Map.of("PolicyArn", policy.arn(), "PolicyId", policy.id()));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        roles.policy(current.physicalId())
                .ifPresent(policy ->
                        roles.put(policy.saying(Json.text(desired.properties().get("PolicyDocument")))));
        names(before).forEach(role -> roles.find(role).ifPresent(known -> roles.detach(role, current.physicalId())));
        attach(current.physicalId(), desired.properties());
        return current;
    }

    @Override
    public void delete(Made made) {
        for (Role role : roles.all()) {
            roles.detach(role.name(), made.physicalId());
        }
        roles.removePolicy(made.physicalId());
    }

    private void attach(String arn, Map<String, @Nullable Object> properties) {
        names(properties).forEach(role -> roles.attach(role, arn));
    }

    private static List<String> names(Map<String, @Nullable Object> properties) {
        return properties.get("Roles") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
