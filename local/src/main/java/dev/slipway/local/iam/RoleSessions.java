package dev.slipway.local.iam;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.identity.Ask;
import dev.slipway.local.identity.Caller;
import dev.slipway.local.identity.SessionKey;
import dev.slipway.local.identity.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets callers and services take on a role, where the role trusts them. */
public final class RoleSessions {
    private static final String ASSUME = "sts:AssumeRole";
    private static final Duration OF_SERVICES = Duration.ofHours(12);

    private final Roles roles;
    private final Permissions permissions;
    private final Sessions sessions;

    public RoleSessions(Roles roles, Permissions permissions, Sessions sessions) {
        this.roles = roles;
        this.permissions = permissions;
        this.sessions = sessions;
    }

    /**
     * The credentials of a session.
     *
     * @param policies documents that narrow it
     * @throws AwsError {@code AccessDenied} when there is no such role, it does not trust the caller, or the caller may not
     */
    public SessionKey assume(Caller caller, String roleArn, String name, List<String> policies, Duration life) {
        Ask ask = Ask.of(ASSUME, roleArn);
        Role role = roles.findByArn(roleArn)
                .filter(known -> trusts(known, caller.names()))
                .orElseThrow(() -> denied(Verdict.NO_RESOURCE_POLICY.message(caller, ask, false)));
        permissions.refusal(caller, ask).ifPresent(message -> {
            throw denied(message);
        });
        return sessions.issue(role.name(), role.id(), name, policies, life);
    }

    /** Whether a service, such as {@code lambda.amazonaws.com}, may take on the role. */
    public boolean trustsService(String roleArn, String service) {
        return roles.findByArn(roleArn)
                .filter(role -> trusts(role, Set.of(service)))
                .isPresent();
    }

    /** A service's session; of a role that is gone it may do nothing. */
    public SessionKey forService(String roleArn, String name) {
        Optional<Role> role = roles.findByArn(roleArn);
        return sessions.issue(
                roleArn.substring(roleArn.lastIndexOf('/') + 1),
                role.map(Role::id).orElse("AROAGONE"),
                name,
                List.of(),
                OF_SERVICES);
    }

    private static boolean trusts(Role role, Set<String> callers) {
        Circumstances request = new Circumstances(Map.of());
        List<Statement> covering = Policy.parse(role.trust()).statements().stream()
                .filter(statement -> statement.covers(ASSUME, role.arn(), request))
                .filter(statement -> statement.names(callers)
                        || statement.namesAccount() && callers.stream().anyMatch(caller -> caller.startsWith("arn:")))
                .toList();
        return !covering.isEmpty() && covering.stream().allMatch(Statement::allows);
    }

    private static AwsError denied(String message) {
        return new AwsError(403, "AccessDenied", message);
    }
}
