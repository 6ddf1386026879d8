package dev.slipway.local.stack.resource;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.iam.Role;
import dev.slipway.local.iam.Roles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code AWS::IAM::Role}: its trust, its own policies and the account's policies that it has. */
final class RoleType implements ResourceType {
    private static final int USUAL_SESSION_SECONDS = 3600;

    private final Roles roles;

    RoleType(Roles roles) {
        this.roles = roles;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("RoleName", "Path");
    }

    @Override
    public Made create(Desired desired) {
        String name = desired.name("RoleName");
        if (roles.find(name).isPresent() && !desired.resumed()) {
            throw new AwsError(409, "AlreadyExists", "The role " + name + " already exists");
        }
        String id = roles.find(name).map(Role::id).orElseGet(() -> roles.newId("AROA"));
        Role role = new Role(
                name,
                text(desired, "Path", "/"),
                id,
                text(desired, "Description", ""),
                Json.text(desired.properties().get("AssumeRolePolicyDocument")),
                Integer.parseInt(text(desired, "MaxSessionDuration", String.valueOf(USUAL_SESSION_SECONDS))),
                inline(desired.properties()),
                attached(desired.properties()),
                System.currentTimeMillis());
        refuseBoundary(desired);
        roles.put(role);
        return new Made(name, Map.of("Arn", role.arn(), "RoleId", id));
    }

    /** Policies that resources of their own put on the role stay. */
    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        refuseBoundary(desired);
        Role known = roles.get(current.physicalId());
        Map<String, String> policies = new LinkedHashMap<>(known.inline());
        policies.keySet().removeAll(inline(before).keySet());
        policies.putAll(inline(desired.properties()));
        List<String> arns = Stream.concat(
                        known.attached().stream()
                                .filter(arn -> !attached(before).contains(arn)),
                        attached(desired.properties()).stream())
                .distinct()
                .toList();
        roles.put(new Role(
                known.name(),
                known.path(),
                known.id(),
                text(desired, "Description", ""),
                Json.text(desired.properties().get("AssumeRolePolicyDocument")),
                Integer.parseInt(text(desired, "MaxSessionDuration", String.valueOf(USUAL_SESSION_SECONDS))),
                policies,
                arns,
                known.createdMillis()));
        return current;
    }

    @Override
    public void delete(Made made) {
        roles.remove(made.physicalId());
    }

    private static void refuseBoundary(Desired desired) {
        if (desired.properties().get("PermissionsBoundary") != null) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    desired.logicalId() + ": the embedded cloud does not evaluate a PermissionsBoundary");
        }
    }

    private static Map<String, String> inline(Map<String, @Nullable Object> properties) {
        Map<String, String> policies = new LinkedHashMap<>();
        if (properties.get("Policies") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> policy) {
                    policies.put(String.valueOf(policy.get("PolicyName")), Json.text(policy.get("PolicyDocument")));
                }
            }
        }
        return policies;
    }

    private static List<String> attached(Map<String, @Nullable Object> properties) {
        return properties.get("ManagedPolicyArns") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static String text(Desired desired, String property, String otherwise) {
        Object value = desired.properties().get(property);
        return value == null ? otherwise : value.toString();
    }
}
