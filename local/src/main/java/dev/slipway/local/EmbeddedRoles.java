package dev.slipway.local;

import dev.slipway.local.iam.Permissions;
import dev.slipway.local.iam.RoleSessions;
import dev.slipway.local.iam.Roles;
import dev.slipway.local.identity.Ask;
import dev.slipway.local.identity.Caller;
import dev.slipway.local.identity.Home;
import dev.slipway.local.identity.SessionKey;
import dev.slipway.local.lambda.control.FunctionRoles;
import dev.slipway.local.logs.LogSink;
import java.util.Optional;
import java.util.stream.Stream;

/** The roles of functions as the embedded IAM has them. */
final class EmbeddedRoles implements FunctionRoles {
    private static final String LAMBDA = "lambda.amazonaws.com";

    private final Roles roles;
    private final RoleSessions sessions;
    private final Permissions permissions;
    private final LogSink logs;

    EmbeddedRoles(Roles roles, RoleSessions sessions, Permissions permissions, LogSink logs) {
        this.roles = roles;
        this.sessions = sessions;
        this.permissions = permissions;
        this.logs = logs;
    }

    @Override
    public boolean mayBeAssumed(String role) {
        return sessions.trustsService(role, LAMBDA);
    }

    @Override
    public SessionKey credentials(String role, String functionName) {
        return sessions.forService(role, functionName);
    }

    @Override
    public LogSink logs(String role, String functionName) {
        return new Allowed(sessions.forService(role, functionName).caller(), functionName);
    }

    /** The lines of one worker; what its role may is found out again when a policy changes, not for each line. */
    private final class Allowed implements LogSink {
        private final Caller caller;
        private final String functionName;
        private long revision = -1;
        private boolean allowed;
        private Optional<String> told = Optional.empty();

        Allowed(Caller caller, String functionName) {
            this.caller = caller;
            this.functionName = functionName;
        }

        @Override
        public synchronized void accept(String logGroup, String logStream, long timestamp, String line) {
            long now = roles.revision();
            if (now != revision) {
                revision = now;
                Optional<String> refusal = refusal(logGroup, logStream);
                allowed = refusal.isEmpty();
                if (!refusal.equals(told)) {
                    refusal.ifPresent(why -> System.err.println(
                            "slipway-local: what the function " + functionName + " logs is dropped: " + why));
                    told = refusal;
                }
            }
            if (allowed) {
                logs.accept(logGroup, logStream, timestamp, line);
            }
        }

        private Optional<String> refusal(String logGroup, String logStream) {
            String stream = Home.arn("logs", "log-group:" + logGroup + ":log-stream:" + logStream);
            return Stream.of("logs:CreateLogStream", "logs:PutLogEvents")
                    .flatMap(action -> permissions.refusal(caller, Ask.of(action, stream)).stream())
                    .findFirst();
        }
    }
}
