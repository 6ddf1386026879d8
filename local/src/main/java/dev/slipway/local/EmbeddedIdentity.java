package dev.slipway.local;

import dev.slipway.local.codec.AwsQueryService;
import dev.slipway.local.http.AwsService;
import dev.slipway.local.http.Gate;
import dev.slipway.local.iam.IamOperations;
import dev.slipway.local.iam.Permissions;
import dev.slipway.local.iam.RoleSessions;
import dev.slipway.local.iam.Roles;
import dev.slipway.local.identity.RootKey;
import dev.slipway.local.identity.Sessions;
import dev.slipway.local.lambda.control.FunctionRoles;
import dev.slipway.local.logs.LogSink;
import dev.slipway.local.sigv4.SignatureGate;
import dev.slipway.local.sts.SecurityTokens;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Everything about who calls and what they may: the gate, the roles, IAM and STS. */
final class EmbeddedIdentity {
    private static final String IAM_NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";
    private static final String STS_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private final Roles roles;
    private final Permissions permissions;
    private final RoleSessions sessions;
    private final Gate gate;
    private final Clock clock;

    private EmbeddedIdentity(Roles roles, RootKey root, Sessions keys, Clock clock) {
        this.roles = roles;
        this.permissions = new Permissions(roles, clock);
        this.sessions = new RoleSessions(roles, permissions, keys);
        this.gate = new SignatureGate(root, keys, permissions, clock);
        this.clock = clock;
    }

    /** Takes up what an earlier cloud left, the root's credentials with it. */
    static EmbeddedIdentity open(StateFolder state, Clock clock) throws IOException {
        return new EmbeddedIdentity(
                Roles.in(state.service("iam")),
                RootKey.in(state.file(RootKey.FILE)),
                Sessions.in(state.service("identity"), clock),
                clock);
    }

    Gate gate() {
        return gate;
    }

    Roles roles() {
        return roles;
    }

    /** @param logs takes the lines that a function's role may write */
    FunctionRoles ofFunctions(LogSink logs) {
        return new EmbeddedRoles(roles, sessions, permissions, logs);
    }

    List<AwsService> services() {
        return List.of(
                new AwsQueryService(Set.of("sts"), STS_NAMESPACE, new SecurityTokens(sessions)),
                new AwsQueryService(Set.of("iam"), IAM_NAMESPACE, new IamOperations(roles, clock)));
    }
}
