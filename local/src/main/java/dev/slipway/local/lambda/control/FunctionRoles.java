package dev.slipway.local.lambda.control;

import dev.slipway.local.identity.SessionKey;
import dev.slipway.local.logs.LogSink;

/** What Lambda does with the roles of functions; a role is named by its ARN. */
public interface FunctionRoles {

    /** Whether there is such a role, and it trusts Lambda. */
    boolean mayBeAssumed(String role);

    /** The temporary credentials that a worker gets. */
    SessionKey credentials(String role, String functionName);

    /** Takes a worker's lines as far as the role may write them; as on AWS the function is not told of the rest. */
    LogSink logs(String role, String functionName);
}
